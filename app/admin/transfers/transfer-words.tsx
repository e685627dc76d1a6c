import { DueText } from '@/components/billing/due-text'
import { MoneyText } from '@/components/billing/money-text'
import type { QueueAsideProps, QueueStepsProps } from '@/components/table/queue-aside'
import type { StaffActor } from '@/lib/auth/actor'
import type { TransferRow } from '@/lib/billing/transfer/transfer.queries'
import { getTransfer } from '@/lib/billing/transfer/transfer-view.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { formatMoney } from '@/lib/web/format'
import { currentLocale } from '@/lib/web/preferences'
import { addressOf } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { DoneNote } from '../done-note'

export const TRANSFERS = '/admin/transfers'

/** The queue beside a transfer, and the steps through it; a search stays with every one of them. */
export async function transferQueue(
  { rows: waiting, now }: { rows: readonly TransferRow[]; now: Date },
  { search, current }: { search: string | undefined; current: string },
): Promise<{ aside: QueueAsideProps; steps: QueueStepsProps }> {
  const [admin, text] = await Promise.all([getTranslations('admin'), getTranslations('admin.transferList')])
  const locale = await currentLocale()
  const rows = waiting.map((row) => ({
    key: row.id,
    href: addressOf(`${TRANSFERS}/${row.id}`, { search }),
    title: row.accountName,
    amount: <MoneyText amount={row.claimedFen} />,
    number: row.orderNumber,
    due: <DueText due={row.dueAt} now={now} locale={locale} />,
    current: row.id === current,
  }))
  const queue = text('queue')
  return {
    aside: {
      title: admin('transfers'),
      rows,
      address: TRANSFERS,
      search,
      labels: { queue, search: text('search'), move: text('keyMove'), open: text('keyOpen') },
    },
    steps: {
      rows,
      place: (at, count) => text('place', { at, count }),
      labels: { queue, previous: text('previous'), next: text('next') },
    },
  }
}

/** What a decision has just done, above the page it led to. Whatever else an address names is not told. */
export async function Decided({ actor, id }: { actor: StaffActor; id: string | undefined }) {
  const decided = isId(id) ? await foundOrNull(getTransfer(actor, id)) : null
  if (!decided || decided.transfer.status === 'awaiting') return null
  const text = await getTranslations('admin.transfer.done')
  const { transfer, account } = decided
  const amount = formatMoney(transfer.receivedFen ?? transfer.claimedFen)
  const key = transfer.status === 'confirmed' ? (transfer.outcome ?? 'paid') : transfer.status
  return (
    <DoneNote>
      <a href={`${TRANSFERS}/${transfer.id}`} className="hover:underline">
        {text(key, { amount, account: account.name })}
      </a>
    </DoneNote>
  )
}

async function foundOrNull<Found>(asked: Promise<Found>): Promise<Found | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof Refusal) return null
    throw error
  })
}
