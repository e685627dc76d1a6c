import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { CopyButton } from '@/components/ui/copy-button'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import type { TransferView } from '@/lib/billing/transfer/transfer-view.queries'
import { formatCode } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

/** The order beside the voucher: what should have been transferred, and by whom. */
export async function OrderCard({ view }: { view: TransferView }) {
  const [text, status, words] = await Promise.all([
    getTranslations('admin.transfer'),
    getTranslations('words.orderStatus'),
    orderWords(),
  ])
  const { order, transfer, account, remark } = view
  const facts: Fact[] = [
    { label: text('product'), value: words.productText(order) },
    { label: text('amount'), value: <MoneyText amount={order.amountFen} />, strong: true },
    ...(order.heldFen > 0n
      ? [{ label: text('paidSoFar'), value: <MoneyText amount={order.heldFen} /> }]
      : []),
    {
      label: text('remark'),
      value: (
        <span className="inline-flex items-center gap-3 font-semibold">
          {formatCode(remark)}
          <CopyButton
            variant="link"
            value={remark}
            label={text('copy')}
            copiedLabel={text('copied')}
            what={text('remark')}
          />
        </span>
      ),
    },
    { label: text('account'), value: account.name },
    { label: text('orderStatus'), value: status(order.status) },
    { label: text('placed'), value: words.moment(order.placedAt) },
    { label: text('submitted'), value: words.moment(transfer.submittedAt), note: view.submittedBy },
  ]
  return (
    <section aria-labelledby="order">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id="order" className="text-13 font-semibold">
          {text('order')}
        </h2>
        <a href={`/admin/orders/${order.id}`} className="link">
          {text('openOrder')}
        </a>
      </div>
      <FactsList ruled facts={facts} />
    </section>
  )
}
