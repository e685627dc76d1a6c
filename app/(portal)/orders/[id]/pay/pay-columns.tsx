import { MoneyText } from '@/components/billing/money-text'
import { Card } from '@/components/ui/card'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { outstandingOf } from '@/lib/billing/order/order.rules'
import { opensUntil } from '@/lib/billing/payment/pay-page.rules'
import type { PaymentState } from '@/lib/billing/payment/payment.queries'
import type { Policy } from '@/lib/billing/policy/policy.rules'
import { listChannels } from '@/lib/billing/settlement/list-channels.flow'
import { getTranslations } from '@/lib/web/translations'
import { orderWords } from '../../order-words'
import type { Device } from './device'
import { PayForm } from './pay-form'
import { PaymentCard } from './payment-card'
import { answerOf, markOf } from './payment-mark'
import { secondsBetween, stageOf } from './payment-stage'
import { PaymentWatch } from './payment-watch'
import { TransferCard } from './transfer-card'

/** A transfer takes hours: only another tab could change what is shown. */
const ASK_TRANSFER_MS = 15_000

export type PayColumnsProps = {
  order: OrderView
  state: PaymentState
  device: Device
  payable: boolean
  policy: Policy
  /** Why the voucher's form was refused, where it was sent without script. */
  refused: string | null
}

/** The ways to pay on the left; on the right what is to be scanned, transferred or awaited, and in the end that it is paid. */
export async function PayColumns({ order, state, device, payable, policy, refused }: PayColumnsProps) {
  const [pay, text, words] = await Promise.all([
    getTranslations('pay'),
    getTranslations('order'),
    orderWords(),
  ])
  const stage = stageOf(state)
  const { attempt } = state
  const remark = stage === 'transfer' && payable ? (attempt?.outTradeNo ?? null) : null
  const card = remark ? (
    <TransferCard order={order} remark={remark} payee={policy.payee} refused={refused} />
  ) : stage === 'none' || stage === 'transfer' ? null : (
    <PaymentCard order={order} state={state} stage={stage} phone={device.phone} />
  )
  const facts = await orderFacts(order)
  // With a part of the amount come by bank there is nothing left to choose.
  const chooses = payable && !(remark && order.heldFen > 0n)
  return (
    <>
      {device.insideWechat && payable ? (
        <div className="mb-7">
          <Note tone="wait" title={pay('inWechatTitle')}>
            {pay('inWechat')}
          </Note>
        </div>
      ) : null}
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_420px] lg:items-start">
        <div className="min-w-0">
          {chooses ? (
            <PayForm
              order={order}
              channels={listChannels()}
              attempt={attempt}
              stage={stage}
              device={device}
              corporateDays={policy.corporateOrderDays}
            />
          ) : null}
          {card ? (
            <Section title={text('section')} small>
              <FactsList ruled facts={facts} />
            </Section>
          ) : null}
        </div>
        <div className={card ? 'max-lg:order-first' : ''}>
          <PaymentWatch
            address={`/api/orders/${order.id}/payment`}
            mark={markOf(answerOf(state))}
            active={payable}
            {...(remark ? { askMs: ASK_TRANSFER_MS } : {})}
            runsOutIn={stage === 'waiting' ? secondsLeft(state) : null}
            paid={order.paidAt ? pay('paidAt', { moment: words.moment(order.paidAt) }) : null}
          >
            {card ?? (
              <Card title={text('section')}>
                <FactsList facts={facts} />
              </Card>
            )}
          </PaymentWatch>
        </div>
      </div>
    </>
  )
}

/** Until what is shown changes by itself: the gateway's page no longer opens, or the attempt is over. */
function secondsLeft({ attempt, now }: PaymentState): number | null {
  if (!attempt?.payUrl) return null
  const closes = opensUntil({ ...attempt, payUrl: attempt.payUrl })
  return secondsBetween(now, closes > now ? closes : attempt.expiresAt)
}

async function orderFacts(order: OrderView): Promise<Fact[]> {
  const [text, orders, words] = await Promise.all([
    getTranslations('order'),
    getTranslations('orders'),
    orderWords(),
  ])
  const product = { label: orders('product'), value: words.productText(order) }
  const total = { label: text('total'), value: <MoneyText amount={order.amountFen} />, strong: true }
  const parts =
    order.heldFen > 0n
      ? [
          { label: text('received'), value: <MoneyText amount={order.heldFen} /> },
          { label: text('outstanding'), value: <MoneyText amount={outstandingOf(order)} />, strong: true },
        ]
      : []
  if (order.kind === 'top-up') return [product, total, ...parts]
  if (order.kind === 'card')
    return [
      product,
      { label: text('face'), value: <MoneyText amount={order.unitPriceFen} /> },
      total,
      ...parts,
    ]
  const validity =
    order.validityYears === null
      ? []
      : [{ label: text('validity'), value: text('validFor', { years: order.validityYears }) }]
  return [
    product,
    { label: text('unitPrice'), value: words.unitPriceText(order.unitPriceFen, order.unitZh) },
    ...validity,
    total,
    ...parts,
  ]
}
