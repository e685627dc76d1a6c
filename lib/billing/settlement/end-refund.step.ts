import 'server-only'
import type { Tx } from '@/db/client'
import { findCardOf } from '@/lib/billing/benefit/card.load'
import { loadProduct } from '@/lib/billing/catalog/catalog.load'
import { raiseQuota } from '@/lib/billing/invoice/raise-quota.step'
import {
  returnedToBalance,
  sentBack,
  type Prepaid,
  type RefundSource,
} from '@/lib/billing/ledger/ledger.rules'
import { postTransaction } from '@/lib/billing/ledger/post-transaction.step'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import type { Order } from '@/lib/billing/order/order.load'
import { isPrepaid } from '@/lib/billing/order/order.rules'
import { setOrderMoney } from '@/lib/billing/order/set-order-money.step'
import { moveRefund } from '@/lib/billing/payment/move-refund.step'
import { moveSuspense } from '@/lib/billing/payment/move-suspense.step'
import type { FoundRefund, Refund } from '@/lib/billing/payment/refund.load'
import { moveUnits } from '@/lib/billing/resource/move-units.step'
import { lockPackage } from '@/lib/billing/resource/resource.load'
import { stage } from '@/lib/command/outbox'
import { fen, negate } from '@/lib/kernel/money'
import { remarkOf } from './settle-order.step'

export type RefundEnd = {
  /** The way the money went in the end. */
  route: Refund['route']
  at: Date
  /** Who recorded it; null where the gateway told. */
  userId: string | null
  set: { channelRefundNo?: string | null; bankRef?: string }
}

/**
 * The money has left: the refund is done, the order or the entry in suspense counts it, locked units are gone, the mail
 * is staged and the ledger posted. All of it once, since the refund moves only from where it was read.
 */
export async function finishRefund(tx: Tx, found: FoundRefund, end: RefundEnd): Promise<void> {
  const { refund, order, entry } = found
  await moveRefund(tx, refund, 'finish', {
    ...end.set,
    route: end.route,
    doneAt: end.at,
    nextQueryAt: null,
    trouble: null,
  })
  if (entry) await moveSuspense(tx, entry, order, 'give-back')
  if (order && refund.reason === 'asked') await countRefunded(tx, order, refund, end)
  if (order) await tellCustomer(tx, refund)
  await postSent(tx, found, end)
}

/** Asked units and money are given back for good: the order moves, and the package keeps them as refunded. */
async function countRefunded(
  tx: Tx,
  order: Order,
  refund: Refund,
  { route, at, userId }: RefundEnd,
): Promise<void> {
  const refundedFen = fen(order.refundedFen + refund.amountFen)
  const refundingFen = fen(order.refundingFen - refund.amountFen)
  await moveOrder(tx, order, refundedFen === order.amountFen ? 'refund-whole' : 'refund-part', {
    at,
    userId,
    channel: route === 'bank' ? 'corporate' : route,
    set: { refundedFen, refundingFen },
  })
  const held = await lockPackage(tx, order.id)
  if (held) await moveUnits(tx, held, refund.lockedUnits, 'lockedUnits', 'refundedUnits')
}

/** The mail to whoever placed the order. */
export async function tellCustomer(tx: Tx, refund: Pick<Refund, 'id'>): Promise<void> {
  await stage(tx, {
    task: 'send-mail',
    payload: { key: `refund-done:${refund.id}`, kind: 'refund-done', refundId: refund.id },
  })
}

async function postSent(
  tx: Tx,
  { refund, order, entry }: FoundRefund,
  { route, at }: RefundEnd,
): Promise<void> {
  const ledger = sourceOf(refund, order)
  await postTransaction(tx, {
    // What lay in suspense was never shown as the customer's, and neither is that it went back.
    accountId: entry ? null : refund.accountId,
    kind: ledger === 'deferred-revenue' ? 'refund' : 'refund-sent',
    amountFen: negate(refund.amountFen),
    channel: route === 'bank' ? 'corporate' : route,
    order,
    productCode: null,
    ...(await refundRemark(tx, refund, order)),
    occurredAt: at,
    postings: sentBack([{ ledger, amountFen: refund.amountFen }], route),
  })
}

/** Where the money of a refund lies until it leaves. */
function sourceOf(refund: Refund, order: Order | null): Exclude<RefundSource['ledger'], 'card'> {
  if (refund.suspenseId !== null) return 'suspense'
  if (refund.reason === 'excess' || refund.reason === 'part-payment') return 'held-for-customers'
  return order && isPrepaid(order.kind) ? 'refund-payable' : 'deferred-revenue'
}

/** The balance that a top-up or a card order became. */
export async function prepaidOf(tx: Tx, order: Order): Promise<Prepaid> {
  if (order.kind !== 'card') return { ledger: 'cash' }
  const card = await findCardOf(tx, order.id)
  if (!card) throw new Error('a paid card order has no card')
  return { ledger: 'card', cardId: card.id }
}

/** What a fund transaction of a refund says it was for. */
export async function refundRemark(
  tx: Tx,
  refund: Pick<Refund, 'number'>,
  order: Order | null,
): Promise<{ remarkEn: string; remarkZh: string }> {
  const product = order && (await loadProduct(tx, order.productCode))
  if (!product) return { remarkEn: `Refund ${refund.number}`, remarkZh: `退款 ${refund.number}` }
  const { remarkEn, remarkZh } = remarkOf(order, product)
  return { remarkEn: `Refund ${refund.number}: ${remarkEn}`, remarkZh: `退款 ${refund.number}：${remarkZh}` }
}

/**
 * A refund came to nothing, declined or closed by the gateway: what it had put aside is free again. The refund itself
 * has been moved by the caller. One that a person declines is refused while its invoice is certain to be reversed.
 */
export async function freeRefund(
  tx: Tx,
  { refund, order, entry }: FoundRefund,
  now: Date,
  declinedBy: string | null = null,
): Promise<void> {
  if (entry) await moveSuspense(tx, entry, order, 'keep-again')
  if (!order || refund.reason !== 'asked') return
  await raiseQuota(tx, { refundId: refund.id, userId: declinedBy, isFact: declinedBy === null, now })
  await setOrderMoney(tx, order, { refundingFen: fen(order.refundingFen - refund.amountFen) })
  const held = await lockPackage(tx, order.id)
  if (held) await moveUnits(tx, held, refund.lockedUnits, 'lockedUnits', 'remainingUnits')
  if (!isPrepaid(order.kind)) return
  await postTransaction(tx, {
    accountId: order.accountId,
    kind: 'refund-returned',
    amountFen: refund.amountFen,
    channel: null,
    order,
    productCode: null,
    ...(await refundRemark(tx, refund, order)),
    occurredAt: now,
    postings: returnedToBalance(refund.amountFen, await prepaidOf(tx, order)),
  })
}
