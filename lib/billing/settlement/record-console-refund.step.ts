import 'server-only'
import type { Tx } from '@/db/client'
import { lowerQuota } from '@/lib/billing/invoice/lower-quota.step'
import { lockPrepaid } from '@/lib/billing/ledger/ledger.load'
import { sentBack, type RefundSource } from '@/lib/billing/ledger/ledger.rules'
import { postTransaction } from '@/lib/billing/ledger/post-transaction.step'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import { lockOrder, type Order } from '@/lib/billing/order/order.load'
import { isPrepaid } from '@/lib/billing/order/order.rules'
import { moveRefund } from '@/lib/billing/payment/move-refund.step'
import { recordConsoleRefund } from '@/lib/billing/payment/open-refund.step'
import type { Notice } from '@/lib/billing/payment/payment.load'
import { lockLiveRefunds } from '@/lib/billing/payment/refund.load'
import { splitByAvailable, unitsWorth, unrefundedFen } from '@/lib/billing/payment/refund.rules'
import { moveUnits } from '@/lib/billing/resource/move-units.step'
import { lockPackage } from '@/lib/billing/resource/resource.load'
import { newId } from '@/lib/kernel/id'
import { fen, negate, ZERO, type Money } from '@/lib/kernel/money'
import { freeRefund, prepaidOf, refundRemark, tellCustomer } from './end-refund.step'
import { correctionNote } from './refund.rules'

export type ConsoleFact = { number: string; amountFen: bigint; notice: Notice; now: Date }
type OfOrder = ConsoleFact & {
  order: Order
  /** What the gateway took: by the order's own payment, or by one that finance assigned to it. */
  trade: { paymentId: string | null; tradeFen: Money; outTradeNo: string }
}

/**
 * A refund of a paid order that was made at the gateway's own console. It is a fact: the order counts it, units go as
 * far as there are, what is invoiced is to be corrected, the ledger is posted, and what order or balance lack is what the customer owes.
 */
export async function recordAtConsole(tx: Tx, fact: OfOrder): Promise<void> {
  const { number, notice, now, trade } = fact
  const amountFen = fen(fact.amountFen)
  const at = notice.happenedAt ?? now
  const order = await makeRoom(tx, fact.order, fact)
  const { takenFen, lackFen } = splitByAvailable(amountFen, unrefundedFen(order))
  const refundId = newId()
  await lowerQuota(tx, {
    order,
    keptFen: unrefundedFen(order) - takenFen,
    refundId,
    reason: 'goods-returned',
    note: correctionNote(order),
    userId: null,
    isFact: true,
    now,
  })
  const removedUnits = await removeUnits(tx, order, takenFen)
  if (takenFen > 0n) {
    const refundedFen = fen(order.refundedFen + takenFen)
    const verb = refundedFen === order.amountFen ? 'refund-whole' : 'refund-part'
    await moveOrder(tx, order, verb, { at, channel: notice.channel, set: { refundedFen } })
  }
  const id = await recordConsoleRefund(tx, {
    id: refundId,
    number,
    order,
    ...trade,
    suspenseId: null,
    route: notice.channel,
    amountFen,
    removedUnits,
    at,
  })
  await tellCustomer(tx, { id })
  await postTransaction(tx, {
    accountId: order.accountId,
    kind: 'refund',
    amountFen: negate(amountFen),
    channel: notice.channel,
    order,
    productCode: null,
    ...(await refundRemark(tx, { number }, order)),
    occurredAt: at,
    postings: sentBack(await sourcesOf(tx, order, takenFen, lackFen), notice.channel),
  })
}

/**
 * The gateway gives back no more than it took, so what was asked for beyond that comes to nothing now. What a bank is
 * to carry stays: it may have left already. Returns the order as it stands then.
 */
async function makeRoom(tx: Tx, order: Order, { amountFen, notice, now }: ConsoleFact): Promise<Order> {
  let current = order
  if (unrefundedFen(current) >= amountFen) return current
  const live = await lockLiveRefunds(tx, { orderId: order.id })
  const yielding = live.filter((refund) => refund.status === 'requested' || refund.route === notice.channel)
  for (const refund of yielding.reverse()) {
    if (unrefundedFen(current) >= amountFen) break
    await moveRefund(tx, refund, 'close', { nextQueryAt: null, trouble: 'CONSOLE_REFUND' })
    await freeRefund(tx, { refund, order: current, entry: null }, now)
    current = (await lockOrder(tx, order.id)) ?? current
  }
  return current
}

/** Units go with the money that paid for them, as far as there are any; all of them with the last of it. */
async function removeUnits(tx: Tx, order: Order, takenFen: Money): Promise<bigint> {
  const held = await lockPackage(tx, order.id)
  if (!held || takenFen === 0n) return 0n
  const whole = takenFen === order.amountFen - order.refundedFen
  const worth = whole ? held.remainingUnits : unitsWorth(takenFen, order.amountFen, held.units)
  const units = worth < held.remainingUnits ? worth : held.remainingUnits
  await moveUnits(tx, held, units, 'remainingUnits', 'refundedUnits')
  return units
}

async function sourcesOf(tx: Tx, order: Order, takenFen: Money, lackFen: Money): Promise<RefundSource[]> {
  if (!isPrepaid(order.kind))
    return [
      { ledger: 'deferred-revenue', amountFen: takenFen },
      { ledger: 'receivable', amountFen: lackFen },
    ]
  const prepaid = await prepaidOf(tx, order)
  const balance = takenFen > 0n ? await lockPrepaid(tx, order.accountId, prepaid) : ZERO
  const left = splitByAvailable(takenFen, balance)
  return [
    { ...prepaid, amountFen: left.takenFen },
    { ledger: 'receivable', amountFen: fen(left.lackFen + lackFen) },
  ]
}
