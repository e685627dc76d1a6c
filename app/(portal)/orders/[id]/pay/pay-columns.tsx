import { getTranslations } from 'next-intl/server'
import { MoneyText } from '@/components/billing/money-text'
import { Card } from '@/components/ui/card'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import type { OrderView } from '@/lib/billing/order/order.queries'
import type { PaymentState } from '@/lib/billing/payment/payment.queries'
import { listChannels } from '@/lib/billing/settlement/list-channels.flow'
import { orderWords } from '../../order-words'
import { PayForm } from './pay-form'
import { PaymentCard } from './payment-card'
import { answerOf, markOf } from './payment-mark'
import { secondsBetween, stageOf } from './payment-stage'
import { PaymentWatch } from './payment-watch'

export type Device = { phone: boolean; insideWechat: boolean }

export type PayColumnsProps = { order: OrderView; state: PaymentState; device: Device; payable: boolean }

/** The ways to pay on the left; on the right what is to be scanned or awaited, and in the end that it is paid. */
export async function PayColumns({ order, state, device, payable }: PayColumnsProps) {
  const [pay, text, words] = await Promise.all([
    getTranslations('pay'),
    getTranslations('order'),
    orderWords(),
  ])
  const stage = stageOf(state)
  const { attempt, now } = state
  const runsOut = stage === 'waiting' && attempt ? secondsBetween(now, attempt.expiresAt) : null
  const card =
    stage === 'none' ? null : <PaymentCard order={order} state={state} stage={stage} phone={device.phone} />
  const facts = await orderFacts(order)
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
          {payable ? (
            <PayForm
              order={order}
              channels={listChannels()}
              attempt={attempt}
              stage={stage}
              phone={device.phone}
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
            runsOutIn={runsOut}
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

async function orderFacts(order: OrderView): Promise<Fact[]> {
  const [text, orders, words] = await Promise.all([
    getTranslations('order'),
    getTranslations('orders'),
    orderWords(),
  ])
  const validity =
    order.validityYears === null
      ? []
      : [{ label: text('validity'), value: text('validFor', { years: order.validityYears }) }]
  return [
    { label: orders('product'), value: words.productText(order) },
    { label: text('unitPrice'), value: words.unitPriceText(order.unitPriceFen, order.unitZh) },
    ...validity,
    { label: text('total'), value: <MoneyText amount={order.amountFen} />, strong: true },
  ]
}
