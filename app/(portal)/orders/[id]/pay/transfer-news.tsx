import { Note } from '@/components/ui/note'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { outstandingOf } from '@/lib/billing/order/order.rules'
import type { OrderTransfer } from '@/lib/billing/transfer/transfer.queries'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

export type TransferNewsProps = { order: OrderView; transfer: OrderTransfer | undefined }

/** What became of the last transfer, where something is left to do: it was turned down, or it was not enough. */
export async function TransferNews({ order, transfer }: TransferNewsProps) {
  const text = await getTranslations('pay.transfer')
  const part = order.heldFen > 0n
  const amounts = { received: formatMoney(order.heldFen), due: formatMoney(outstandingOf(order)) }
  if (transfer?.status === 'rejected') {
    return (
      <div className="mb-7">
        <Note tone="bad" title={text('rejected', { reason: transfer.rejectReason ?? '' })}>
          {part ? text('rejectedPart', amounts) : text('rejectedText')}
        </Note>
      </div>
    )
  }
  if (!part) return null
  return (
    <div className="mb-7">
      <Note tone="wait" title={text('part', amounts)}>
        {text('partText')}
      </Note>
    </div>
  )
}
