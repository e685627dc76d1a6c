import type { refunds } from '@/db/schema/payment'
import { sentBack } from '@/lib/billing/ledger/ledger.rules'
import { addSeconds, dayOf } from '@/lib/kernel/calendar'
import { fen, negate, type Money } from '@/lib/kernel/money'
import { audit, note, type Channel, type Story } from './story'

type Refund = typeof refunds.$inferInsert

const HOUR = 3_600

/** How a refund that a person asked for stands. */
export type Asked = 'done' | 'waiting' | 'abnormal'

/** Finance gives back a part in a hundred of a paid order, days after it was paid. */
export function giveBack(story: Story, percent: bigint, asked: Asked): void {
  const { books, order, dice, finance } = story
  const payment = books.payments.find(({ orderId, status }) => orderId === order.id && status === 'settled')
  const granted = books.packages.find(({ orderId }) => orderId === order.id)
  if (!payment || !granted || !order.paidAt) throw new Error('only a paid order can be refunded')
  const amountFen = fen((order.amountFen * percent) / 100n)
  const units = (granted.units * percent) / 100n
  const requestedAt = addSeconds(order.paidAt, 20 * HOUR + dice.roll(2 * HOUR))
  const refund = open(
    story,
    { amountFen, tradeFen: payment.amountFen, outTradeNo: payment.outTradeNo },
    requestedAt,
  )
  Object.assign(refund, {
    paymentId: payment.id,
    reason: 'asked',
    route: payment.channel,
    status: 'requested',
    lockedUnits: units,
    requestedBy: finance.maker,
    fourEyes: 'needed',
    note: dice.pick(['Ordered for the wrong project', 'Fewer calls than planned', '客户来信申请退款']),
  })
  granted.remainingUnits -= units
  told(story, 'refund.request', requestedAt, refund, finance.maker)
  if (asked === 'waiting') return wait(story, granted, refund)
  const decidedAt = addSeconds(requestedAt, 1_300 + dice.roll(3_000))
  Object.assign(refund, {
    status: 'abnormal',
    decidedBy: finance.checker,
    decidedAt,
    sentAt: addSeconds(decidedAt, 4),
  })
  told(story, 'refund.approve', decidedAt, refund, finance.checker)
  if (asked === 'abnormal') return wait(story, granted, refund)
  const doneAt = finish(story, refund, addSeconds(decidedAt, 64))
  granted.refundedUnits = units
  const whole = amountFen === order.amountFen
  Object.assign(order, { status: whole ? 'refunded' : 'partially-refunded', refundedFen: amountFen })
  note(story, whole ? 'refund-whole' : 'refund-part', doneAt, { channel: payment.channel as Channel })
  post(story, refund, 'refund', 'deferred-revenue', doneAt)
}

function wait({ order }: Story, granted: Story['books']['packages'][number], refund: Refund): void {
  granted.lockedUnits = refund.lockedUnits ?? 0n
  order.refundingFen = refund.amountFen
}

/** Money that the order could not use: the product sent it back by itself. */
export function sendBack(story: Story, reason: 'paid-twice' | 'paid-after-cancel', suspenseId: string): void {
  const { books } = story
  const entry = books.suspense.find(({ id }) => id === suspenseId)
  if (!entry) throw new Error('there is no such suspense')
  const { amountFen, outTradeNo, channel, occurredAt } = entry
  const refund = open(story, { amountFen, tradeFen: amountFen, outTradeNo }, addSeconds(occurredAt, 2))
  const payment = books.payments.find((one) => one.outTradeNo === outTradeNo)
  Object.assign(refund, {
    paymentId: payment?.id ?? null,
    suspenseId,
    reason,
    route: channel,
    fourEyes: 'not-needed',
    sentAt: addSeconds(occurredAt, 6),
  })
  entry.status = 'refunded'
  post(story, refund, 'refund-sent', 'suspense', finish(story, refund, addSeconds(occurredAt, 67)))
}

type Facts = { amountFen: Money; tradeFen: Money; outTradeNo: string }

function open({ books, dice, order }: Story, facts: Facts, requestedAt: Date): Refund {
  const refund: Refund = {
    ...facts,
    id: dice.idAt(requestedAt),
    number: `R${dayOf(requestedAt).replaceAll('-', '')}${dice.letters(8)}`,
    accountId: order.accountId,
    orderId: order.id,
    reason: 'asked',
    status: 'requested',
    route: 'wechatpay',
    fourEyes: 'not-needed',
    requestedAt,
    recordedAt: requestedAt,
  }
  books.refunds.push(refund)
  return refund
}

function finish({ dice }: Story, refund: Refund, doneAt: Date): Date {
  Object.assign(refund, {
    status: 'done',
    doneAt,
    queries: 2,
    channelRefundNo: refund.route === 'wechatpay' ? `5030${dice.digits(24)}` : null,
  })
  return doneAt
}

function post(
  { books, order, plan }: Story,
  refund: Refund,
  kind: 'refund' | 'refund-sent',
  ledger: 'deferred-revenue' | 'suspense',
  occurredAt: Date,
): void {
  const { product } = plan
  const route = refund.route === 'alipay' ? 'alipay' : 'wechatpay'
  books.facts.push({
    accountId: ledger === 'suspense' ? null : order.accountId,
    kind,
    amountFen: negate(refund.amountFen),
    channel: route,
    order,
    productCode: null,
    remarkEn: `Refund ${refund.number}: ${product.nameEn}`,
    remarkZh: `退款 ${refund.number}：${product.nameZh}`,
    occurredAt,
    postings: sentBack([{ ledger, amountFen: refund.amountFen }], route),
  })
}

function told(story: Story, command: string, at: Date, refund: Refund, userId: string): void {
  const detail = { refund: refund.number, amountFen: String(refund.amountFen), order: story.order.number }
  audit(story, command, at, detail, { staffId: userId, subjectId: refund.id })
}
