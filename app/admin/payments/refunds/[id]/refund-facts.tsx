import { MoneyText } from '@/components/billing/money-text'
import { Badge } from '@/components/ui/badge'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { getOrder } from '@/lib/billing/order/order.queries'
import type { RefundView } from '@/lib/billing/payment/refund.queries'
import { findOrderPackage } from '@/lib/billing/resource/resource.queries'
import { formatCode, formatInstant, formatQuantity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { refundWords } from '../../refund-words'

const present = (facts: readonly (Fact | null)[]) => facts.filter((fact) => fact !== null)

/** What goes back, how, and by which numbers. */
export async function RefundFacts({ refund }: { refund: RefundView }) {
  const [text, words] = await Promise.all([getTranslations('admin.refund'), refundWords()])
  const facts: (Fact | null)[] = [
    { label: text('amount'), value: <MoneyText amount={refund.amountFen} />, strong: true },
    { label: text('reason'), value: words.reasonText(refund.reason) },
    refund.note ? { label: text('note'), value: <Lines text={refund.note} /> } : null,
    { label: text('way'), value: words.routeText(refund.route) },
    refund.outTradeNo ? { label: text('payment'), value: <Trade refund={refund} /> } : null,
    refund.channelRefundNo ? { label: text('channelNumber'), value: refund.channelRefundNo } : null,
    refund.lockedUnits > 0n ? { label: text('units'), value: formatQuantity(refund.lockedUnits) } : null,
    ...payeeFacts(refund, text),
    refund.bankRef ? { label: text('bankRef'), value: refund.bankRef } : null,
    refund.declineReason ? { label: text('declined'), value: <Lines text={refund.declineReason} /> } : null,
    refund.nextQueryAt
      ? {
          label: text('nextQuery'),
          value: formatInstant(refund.nextQueryAt, words.locale, undefined, {
            seconds: true,
            zoneName: true,
          }),
          note: text('queries', { count: refund.queries }),
        }
      : null,
  ]
  return <FactsList ruled align="left" facts={present(facts)} />
}

type Text = (key: 'payeeName' | 'payeeBank' | 'payeeAccount' | 'equal' | 'differ') => string

/** Where a bank refund goes; a name that is not the account's is marked, since money to others is a question. */
function payeeFacts(refund: RefundView, text: Text): Fact[] {
  const { payeeName, payeeBank, payeeAccount, accountName } = refund
  if (!payeeName || !payeeBank || !payeeAccount) return []
  const equal = payeeName.normalize('NFKC').replaceAll(/\s/g, '') === accountName?.normalize('NFKC')
  return [
    {
      label: text('payeeName'),
      value: (
        <span className="flex flex-wrap items-center gap-2">
          {payeeName}
          {accountName ? (
            <Badge tone={equal ? 'good' : 'wait'} icon={equal ? 'circleCheck' : 'triangleAlert'}>
              {text(equal ? 'equal' : 'differ')}
            </Badge>
          ) : null}
        </span>
      ),
    },
    { label: text('payeeBank'), value: payeeBank },
    { label: text('payeeAccount'), value: formatCode(payeeAccount) },
  ]
}

function Trade({ refund }: { refund: RefundView }) {
  const href = refund.suspenseId
    ? `/admin/payments/suspense/${refund.suspenseId}`
    : `/admin/payments/${refund.paymentId ?? ''}`
  return refund.suspenseId || refund.paymentId ? (
    <a className="link" href={href}>
      {refund.outTradeNo}
    </a>
  ) : (
    refund.outTradeNo
  )
}

function Lines({ text }: { text: string }) {
  return <span className="whitespace-pre-line">{text}</span>
}

/** The order beside the refund: what was paid, what has gone back, and what is left of the package. */
export async function OrderEvidence({ actor, orderId }: { actor: StaffActor; orderId: string }) {
  const [text, words, order, granted] = await Promise.all([
    getTranslations('admin.refund'),
    refundWords(),
    getOrder(actor, orderId),
    findOrderPackage(actor, orderId),
  ])
  const amount = (label: string, fen: bigint): Fact => ({ label, value: <MoneyText amount={fen} /> })
  const units = (label: string, count: bigint): Fact => ({
    label,
    value: words.unitsText(count, order.unitZh),
  })
  const facts: (Fact | null)[] = [
    {
      label: text('order'),
      value: (
        <a className="link" href={`/admin/orders/${order.id}`}>
          {order.number}
        </a>
      ),
    },
    { label: text('account'), value: order.accountName },
    { label: text('product'), value: words.productText(order) },
    amount(text('orderAmount'), order.amountFen),
    order.paidAt && order.paidChannel
      ? {
          label: text('paid'),
          value: `${words.moment(order.paidAt)} · ${words.channelText(order.paidChannel)}`,
        }
      : null,
    order.heldFen > 0n ? amount(text('held'), order.heldFen) : null,
    order.refundedFen > 0n ? amount(text('refundedBefore'), order.refundedFen) : null,
    order.refundingFen > 0n ? amount(text('refunding'), order.refundingFen) : null,
    granted ? units(text('unitsBought'), granted.units) : null,
    granted ? units(text('unitsLeft'), granted.remainingUnits) : null,
    granted && granted.lockedUnits > 0n ? units(text('unitsLocked'), granted.lockedUnits) : null,
  ]
  return (
    <Section title={text('evidence')}>
      <FactsList ruled align="left" facts={present(facts)} />
    </Section>
  )
}
