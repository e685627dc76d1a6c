import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import type { SuspenseView } from '@/lib/billing/payment/suspense.queries'
import { formatInstant } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

/** What came, what should have come, and what was found out about it. */
export async function SuspenseFacts({ entry }: { entry: SuspenseView }) {
  const [text, reason, words] = await Promise.all([
    getTranslations('admin.suspense'),
    getTranslations('admin.suspenseReason'),
    orderWords(),
  ])
  const facts: (Fact | null)[] = [
    { label: text('amount'), value: <MoneyText amount={entry.amountFen} />, strong: true },
    entry.expectedFen === null
      ? null
      : { label: text('expected'), value: <MoneyText amount={entry.expectedFen} /> },
    { label: text('reason'), value: reason(entry.reason), note: text(`why.${entry.reason}`) },
    { label: text('channel'), value: words.channelText(entry.channel) },
    entry.channelTradeNo ? { label: text('tradeNo'), value: entry.channelTradeNo } : null,
    {
      label: text('occurred'),
      value: formatInstant(entry.at, words.locale, undefined, { seconds: true, zoneName: true }),
    },
    entry.orderId
      ? {
          label: text('named'),
          value: (
            <a className="link" href={`/admin/orders/${entry.orderId}`}>
              {entry.orderNumber}
            </a>
          ),
          note: entry.accountName,
        }
      : { label: text('named'), value: text('nobody') },
    entry.note
      ? { label: text('note'), value: <span className="whitespace-pre-line">{entry.note}</span> }
      : null,
    entry.refund
      ? {
          label: text('refund'),
          value: (
            <a className="link" href={`/admin/payments/refunds/${entry.refund.id}`}>
              {entry.refund.number}
            </a>
          ),
        }
      : null,
    entry.decidedAt && entry.decidedByName
      ? { label: text('decided'), value: words.moment(entry.decidedAt), note: entry.decidedByName }
      : null,
  ]
  return <FactsList ruled align="left" facts={facts.filter((fact) => fact !== null)} />
}
