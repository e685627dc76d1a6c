import { requireMember } from '@/lib/auth/guards'
import { walkFundTransactions } from '@/lib/billing/ledger/fund-export.queries'
import { getClock } from '@/lib/command/clock.queries'
import { answerExport, ownSiteOnly } from '@/lib/web/export-response'
import { respond } from '@/lib/web/respond'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../../orders/order-words'
import { setFilters } from '../fund-filter'
import { fundRecordColumns } from '../fund-record-columns'

/** Every fund transaction that the filters of the address find, as CSV. */
export async function GET(request: Request): Promise<Response> {
  return (
    ownSiteOnly(request) ??
    respond('funds.export', async () => {
      const actor = await requireMember()
      const set = setFilters(Object.fromEntries(new URL(request.url).searchParams))
      const [text, { locale }, { now }] = await Promise.all([
        getTranslations('export'),
        orderWords(),
        getClock(),
      ])
      return answerExport(request, {
        userId: actor.userId,
        name: 'funds',
        plainName: 'fund-transactions',
        fullName: `${text('funds')} ${actor.accountName}`,
        now,
        columns: await fundRecordColumns(),
        walk: (take) => walkFundTransactions(actor, set, locale, take),
      })
    })
  )
}
