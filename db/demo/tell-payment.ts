import type { payments } from '@/db/schema/payment'
import { unitsOf } from '@/lib/billing/catalog/catalog.rules'
import { orderPaid, suspenseReceived } from '@/lib/billing/ledger/ledger.rules'
import { attemptExpiry } from '@/lib/billing/payment/payment.rules'
import { addSeconds, dayOf, endOfValidity } from '@/lib/kernel/calendar'
import { fen, type Money } from '@/lib/kernel/money'
import type { Books } from './books'
import type { Dice } from './dice'
import { channelTradeNo, paidNotice, type Told } from './notice'
import { audit, note, type Channel, type Story } from './story'

type Payment = typeof payments.$inferInsert

/** An attempt that comes to nothing: closed by hand of the buyer, or when its time is over. */
export function attempt(story: Story, startedAt: Date, closedAt?: Date): Payment {
  const { books, order, policy } = story
  const payment = open(story, story.dice.luck(55) ? 'wechatpay' : 'alipay', startedAt)
  const end = closedAt ?? attemptExpiry(startedAt, order.expiresAt, policy.paymentAttemptHours)
  Object.assign(payment, { status: 'closed', closedAt: end, gatewayClosedAt: addSeconds(end, 3), queries: 6 })
  books.payments.push(payment)
  return payment
}

/** The buyer changed the method; returns when the attempt that worked began. */
export function retry(story: Story, first: Date): Date {
  const again = addSeconds(first, 90 + story.dice.roll(400))
  attempt(story, first, again)
  return addSeconds(again, 1)
}

function open(story: Story, channel: Channel, startedAt: Date): Payment {
  const { dice, order, plan, policy, buyer } = story
  const outTradeNo = order.number + dice.letters(6)
  note(story, 'start-payment', startedAt, { userId: buyer, channel })
  audit(
    story,
    'payment.open',
    startedAt,
    { channel, outTradeNo, amountFen: String(order.amountFen) },
    { byBuyer: true },
  )
  return {
    id: dice.idAt(startedAt),
    accountId: order.accountId,
    orderId: order.id,
    channel,
    outTradeNo,
    status: 'open',
    amountFen: order.amountFen,
    description: `${plan.product.nameZh} ${unitsOf(order.quantity)}${plan.product.unitZh}`,
    device: dice.luck(70) ? 'desktop' : 'phone',
    startedAt,
    expiresAt: attemptExpiry(startedAt, order.expiresAt, policy.paymentAttemptHours),
    recordedAt: startedAt,
  }
}

export function settle(
  story: Story,
  startedAt: Date,
  { late, by }: { late?: Date; by?: Channel } = {},
): void {
  const { books, dice, order, plan } = story
  const { product } = plan
  const channel = by ?? (dice.luck(58) ? 'wechatpay' : 'alipay')
  const payment = open(story, channel, startedAt)
  const paidAt = late ?? addSeconds(startedAt, 14 + dice.roll(150))
  const { outTradeNo } = payment
  const told: Told = {
    channel,
    outTradeNo,
    channelTradeNo: channelTradeNo(dice, channel, paidAt),
    amountFen: order.amountFen,
    at: paidAt,
  }
  const lost = late !== undefined || dice.luck(5)
  books.payments.push({
    ...payment,
    status: 'settled',
    settledAt: paidAt,
    channelTradeNo: told.channelTradeNo,
    queries: lost ? 4 : dice.roll(3),
  })
  Object.assign(order, { status: 'paid', paidAt, paidChannel: channel })
  note(story, 'settle', paidAt, { channel })
  tellNotice(story, told, 'settled', lost)
  books.packages.push({
    id: dice.idAt(paidAt),
    accountId: order.accountId,
    orderId: order.id,
    productCode: order.productCode,
    units: unitsOf(order.quantity),
    remainingUnits: unitsOf(order.quantity),
    validFrom: paidAt,
    expiresAt: endOfValidity(dayOf(paidAt), product.validityYears),
    recordedAt: paidAt,
  })
  const units = unitsOf(order.quantity).toLocaleString('en-US')
  books.facts.push({
    accountId: order.accountId,
    kind: 'payment',
    amountFen: order.amountFen,
    channel,
    order,
    productCode: order.productCode,
    remarkEn: `${product.nameEn}, ${units}`,
    remarkZh: `${product.nameZh} ${units} ${product.unitZh}`,
    occurredAt: paidAt,
    postings: orderPaid([{ ledger: `clearing.${channel}`, amountFen: order.amountFen }], null),
  })
}

/** A hundredth of the amount: somebody mistook fen for yuan. */
export function receiveTooLittle(story: Story, payment: Payment): void {
  const { books, dice, order } = story
  const at = addSeconds(payment.startedAt, 75)
  const amountFen = fen(order.amountFen / 100n)
  const { outTradeNo } = payment
  const channel = gatewayOf(payment)
  const told: Told = { channel, outTradeNo, channelTradeNo: channelTradeNo(dice, channel, at), amountFen, at }
  suspend(books, dice, told, tellNotice(story, told, 'suspense'), 'wrong-amount', order)
  order.suspendedFen = amountFen
}

/** The whole amount, for an order that could not use it any more. Returns the id of its entry in suspense. */
export function receiveUnneeded(
  story: Story,
  payment: Payment,
  reason: 'order-already-paid' | 'order-cancelled',
  at: Date,
): string {
  const { books, dice, order } = story
  const { outTradeNo, amountFen } = payment
  const channel = gatewayOf(payment)
  const told: Told = { channel, outTradeNo, channelTradeNo: channelTradeNo(dice, channel, at), amountFen, at }
  suspend(books, dice, told, tellNotice(story, told, 'suspense'), reason, order)
  return books.suspense.at(-1)?.id ?? ''
}

type Known = { id: string; number: string; accountId: string; amountFen: Money }

/** Money that belongs nowhere yet: where finance sees it, and in the ledger. */
export function suspend(
  books: Books,
  dice: Dice,
  told: Told,
  noticeId: string,
  reason: 'wrong-amount' | 'unknown-number' | 'order-already-paid' | 'order-cancelled',
  order: Known | null,
): void {
  const { at, ...trade } = told
  const { channel, outTradeNo, amountFen } = trade
  books.suspense.push({
    ...trade,
    id: dice.idAt(at),
    reason,
    expectedFen: order?.amountFen ?? null,
    accountId: order?.accountId ?? null,
    orderId: order?.id ?? null,
    noticeId,
    occurredAt: at,
    recordedAt: at,
  })
  books.facts.push({
    accountId: null,
    kind: 'suspense',
    amountFen,
    channel,
    order,
    productCode: null,
    remarkEn: `Suspense ${outTradeNo}`,
    remarkZh: `待认领款项 ${outTradeNo}`,
    occurredAt: at,
    postings: suspenseReceived(channel, amountFen),
  })
}

/** Stores what the channel told, with the two audit rows of storing and applying it. Returns the notice's id. */
function tellNotice(story: Story, told: Told, outcome: 'settled' | 'suspense', lost = false): string {
  const { books, dice, order } = story
  const notice = paidNotice(dice, told, outcome, lost)
  books.notices.push(notice)
  const { channel, outTradeNo } = told
  const receivedAt = notice.receivedAt ?? told.at
  const stored = { channel, kind: 'paid', outTradeNo, source: notice.source }
  audit(story, 'payment.store-notice', receivedAt, stored, { subjectId: notice.id, account: false })
  audit(story, 'payment.settle', notice.appliedAt ?? receivedAt, { outcome }, { subjectId: order.id })
  return notice.id
}

function gatewayOf({ channel }: Payment): Channel {
  if (channel === 'wechatpay' || channel === 'alipay') return channel
  throw new Error(`${channel} sends no notices`)
}
