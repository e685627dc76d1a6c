import 'server-only'
import type { Tx } from '@/db/client'
import { checkNoMember, loadHolders } from '@/lib/billing/account/four-eyes.load'
import { cardLimit } from '@/lib/billing/benefit/card.rules'
import { lowerQuota } from '@/lib/billing/invoice/lower-quota.step'
import { lockUninvoiced } from '@/lib/billing/invoice/order-quota.load'
import { lockPrepaid } from '@/lib/billing/ledger/ledger.load'
import { takenFromBalance } from '@/lib/billing/ledger/ledger.rules'
import { postTransaction } from '@/lib/billing/ledger/post-transaction.step'
import { lockOrder, type Order } from '@/lib/billing/order/order.load'
import { isPrepaid, orderLife } from '@/lib/billing/order/order.rules'
import { setOrderMoney } from '@/lib/billing/order/set-order-money.step'
import { openRefund } from '@/lib/billing/payment/open-refund.step'
import { findRefundById, findSettledPayment, type Refund } from '@/lib/billing/payment/refund.load'
import { packageLimit, routeOf, unitsFor, unitsLeft, unrefundedFen } from '@/lib/billing/payment/refund.rules'
import { moveUnits } from '@/lib/billing/resource/move-units.step'
import { lockPackage } from '@/lib/billing/resource/resource.load'
import { command } from '@/lib/command/command'
import { fen, formatYuan, negate, type Money } from '@/lib/kernel/money'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { prepaidOf, refundRemark } from './end-refund.step'
import { requestRefundInput } from './refund.input'
import { correctionNote, payeeIn } from './refund.rules'

/**
 * Asks for money of a paid order to go back; another person approves it. From here on the amount counts against what
 * can still be refunded and invoiced, units of a package are locked, and the money of a top-up or a card is out of its
 * balance.
 */
export const requestRefund = command({
  name: 'refund.request',
  by: 'admin.refunds.decide',
  input: requestRefundInput,
  async run({ tx, actor, now }, { refundId, orderId, amount: amountFen, reason, reversalReason, ...payee }) {
    const order = await lockOrder(tx, orderId)
    if (!order) throw notFound()
    await checkNoMember(tx, actor, order.accountId)
    const same = await findRefundById(tx, refundId)
    if (same) return asBefore(same, orderId, amountFen)
    const payment = await findSettledPayment(tx, orderId)
    if (!payment?.settledAt || !orderLife.can('refund-part', order.status))
      throw new Refusal('refund.not-refundable')
    const route = routeOf(payment.channel, payment.settledAt, now)
    const named = route === 'bank' ? payeeIn(payee) : null
    checkUnrefunded(order, amountFen)
    if (order.kind === 'card') await checkUninvoiced(tx, order, amountFen)
    await lowerQuota(tx, {
      order,
      keptFen: unrefundedFen(order) - amountFen,
      refundId,
      reason: reversalReason,
      note: correctionNote(order),
      userId: actor.userId,
      isFact: false,
      now,
    })
    const lockedUnits = await lockUnits(tx, order, amountFen, now)
    await setOrderMoney(tx, order, { refundingFen: fen(order.refundingFen + amountFen) })
    const holders = await loadHolders(tx, 'admin.refunds.decide')
    const refund = await openRefund(tx, {
      id: refundId,
      order,
      paymentId: payment.id,
      suspenseId: null,
      reason: 'asked',
      route,
      amountFen,
      tradeFen: payment.amountFen,
      outTradeNo: payment.outTradeNo,
      lockedUnits,
      note: reason,
      requestedBy: actor.userId,
      payee: named,
      now,
      fourEyes: holders < 2 ? 'waived' : 'needed',
    })
    if (isPrepaid(order.kind)) await takeFromBalance(tx, order, refund, now)
    return { refund, orderId, number: order.number }
  },
  audit: (_input, { refund, orderId, number }) => ({
    subject: refund.id,
    account: refund.accountId,
    detail: {
      orderId,
      order: number,
      amountFen: String(refund.amountFen),
      route: refund.route,
      reason: refund.note,
    },
  }),
})

function asBefore(refund: Refund, orderId: string, amountFen: Money) {
  if (refund.orderId !== orderId || refund.amountFen !== amountFen) throw new Refusal('refund.id-reused')
  return { refund, orderId, number: refund.number }
}

function checkUnrefunded(order: Order, amountFen: Money): void {
  const limit = unrefundedFen(order)
  if (limit <= 0n) throw new Refusal('refund.nothing-left')
  if (amountFen > limit) throw new Refusal('refund.too-much', { limit: formatYuan(limit) })
}

/** Refuses what an invoice of the card names, or is asked to name: that goes back with its invoice. */
async function checkUninvoiced(tx: Tx, order: Order, amountFen: Money): Promise<void> {
  const uninvoicedFen = await lockUninvoiced(tx, order)
  // What is on the card is asked last, when its ledger is locked.
  const { limitFen, limitedBy } = cardLimit(order, { balanceFen: order.amountFen, uninvoicedFen })
  if (limitedBy === 'invoice' && amountFen > limitFen)
    throw new Refusal('refund.card-invoiced', { limit: formatYuan(limitFen) })
}

/** Refuses more than is left, and locks the units that the amount stands for. Returns how many. */
async function lockUnits(tx: Tx, order: Order, amountFen: Money, now: Date): Promise<bigint> {
  const held = await lockPackage(tx, order.id)
  const granted = held && { units: held.units, remainingUnits: unitsLeft(held, now) }
  const limit = granted ? packageLimit(order, granted) : unrefundedFen(order)
  if (limit <= 0n) throw new Refusal('refund.nothing-left')
  if (amountFen > limit) throw new Refusal('refund.too-much', { limit: formatYuan(limit) })
  if (!granted) return 0n
  const units = unitsFor(amountFen, order, granted)
  await moveUnits(tx, held, units, 'remainingUnits', 'lockedUnits')
  return units
}

async function takeFromBalance(tx: Tx, order: Order, refund: Refund, now: Date): Promise<void> {
  const prepaid = await prepaidOf(tx, order)
  const balance = await lockPrepaid(tx, order.accountId, prepaid)
  if (refund.amountFen > balance)
    throw new Refusal(prepaid.ledger === 'card' ? 'refund.beyond-card' : 'refund.beyond-balance', {
      balance: formatYuan(balance),
    })
  await postTransaction(tx, {
    accountId: order.accountId,
    kind: 'refund',
    amountFen: negate(refund.amountFen),
    channel: null,
    order,
    productCode: null,
    ...(await refundRemark(tx, refund, order)),
    occurredAt: now,
    postings: takenFromBalance(refund.amountFen, prepaid),
  })
}
