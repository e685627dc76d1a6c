import { orderPaid } from '@/lib/billing/ledger/ledger.rules'
import { attemptExpiry, describePurchase } from '@/lib/billing/payment/payment.rules'
import { addSeconds } from '@/lib/kernel/calendar'
import { fen } from '@/lib/kernel/money'
import { channelTradeNo, paidNotice } from './notice'
import type { DemoAccount } from './people'
import { placeByHand, remarksOf } from './place-story'
import type { TopUpPlan } from './plan-transfers'
import { audit, note, type Teller } from './story'

/** Tells one top-up that was paid at a gateway: the balance stands in the account's cash. */
export function tellTopUp(teller: Teller, { yuan, channel, paidAt }: TopUpPlan, account: DemoAccount): void {
  const story = placeByHand(teller, account, { yuan }, addSeconds(paidAt, -180))
  const { books, dice, policy, order, buyer } = story
  const startedAt = addSeconds(paidAt, -95)
  const amountFen = fen(order.amountFen)
  const outTradeNo = order.number + dice.letters(6)
  const trade = { channel, outTradeNo, channelTradeNo: channelTradeNo(dice, channel, paidAt), amountFen }
  note(story, 'start-payment', startedAt, { userId: buyer, channel })
  const opened = { channel, outTradeNo, amountFen: String(amountFen) }
  audit(story, 'payment.open', startedAt, opened, { byBuyer: true })
  books.payments.push({
    ...trade,
    id: dice.idAt(startedAt),
    accountId: order.accountId,
    orderId: order.id,
    status: 'settled',
    description: describePurchase(
      { kind: 'top-up', quantity: 1, amountFen, productCode: order.productCode },
      { nameZh: '余额充值', unitZh: '' },
    ),
    device: 'desktop',
    startedAt,
    expiresAt: attemptExpiry(startedAt, order.expiresAt, policy.paymentAttemptHours),
    settledAt: paidAt,
    recordedAt: startedAt,
  })
  const notice = paidNotice(dice, { ...trade, at: paidAt }, 'settled')
  books.notices.push(notice)
  Object.assign(order, { status: 'paid', paidAt, paidChannel: channel })
  note(story, 'settle', paidAt, { channel })
  audit(story, 'payment.settle', notice.appliedAt ?? paidAt, { outcome: 'settled' }, { subjectId: order.id })
  books.facts.push({
    ...remarksOf(story),
    accountId: order.accountId,
    kind: 'top-up',
    amountFen,
    channel,
    order,
    productCode: order.productCode,
    occurredAt: paidAt,
    postings: orderPaid('top-up', [{ ledger: `clearing.${channel}`, amountFen }]),
  })
}
