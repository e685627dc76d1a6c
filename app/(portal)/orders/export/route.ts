import { requireMember } from '@/lib/auth/guards'
import { walkOrders } from '@/lib/billing/order/order-export.queries'
import { getClock } from '@/lib/command/clock.queries'
import { answerExport, ownSiteOnly } from '@/lib/web/export-response'
import { respond } from '@/lib/web/respond'
import { getTranslations } from '@/lib/web/translations'
import { setFilters } from '../order-filter'
import { orderedProducts } from '../order-filters'
import { orderRecordColumns } from '../order-record-columns'
import { orderWords } from '../order-words'

/** Every order of the account that the filters of the address find, as CSV. */
export async function GET(request: Request): Promise<Response> {
  return (
    ownSiteOnly(request) ??
    respond('orders.export', async () => {
      const actor = await requireMember()
      const params = Object.fromEntries(new URL(request.url).searchParams)
      const set = setFilters(params, await orderedProducts(actor))
      const [text, { locale }, { now }] = await Promise.all([
        getTranslations('export'),
        orderWords(),
        getClock(),
      ])
      return answerExport(request, {
        userId: actor.userId,
        name: 'orders',
        plainName: 'orders',
        fullName: `${text('orders')} ${actor.accountName}`,
        now,
        columns: await orderRecordColumns({ ofEveryAccount: false }),
        walk: (take) => walkOrders(actor, set, locale, take),
      })
    })
  )
}
