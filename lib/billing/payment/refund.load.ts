import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { payments, refunds, suspense } from '@/db/schema/payment'
import { lockOrder, type Order } from '@/lib/billing/order/order.load'
import type { Gateway } from './payment.rules'
import { refundLife } from './refund.rules'

export type Refund = typeof refunds.$inferSelect
export type Suspense = typeof suspense.$inferSelect

/** A refund with what it gives back from: an order, money in suspense, or both where the money had named an order. */
export type FoundRefund = { refund: Refund; order: Order | null; entry: Suspense | null }

/** Locks the order of a refund, then its entry in suspense, then the refund itself. Null without such a refund. */
export async function lockRefund(tx: Tx, id: string): Promise<FoundRefund | null> {
  // What a refund belongs to never changes, so it may be read before the locks are taken.
  const [known] = await tx
    .select({ orderId: refunds.orderId, suspenseId: refunds.suspenseId })
    .from(refunds)
    .where(eq(refunds.id, id))
  if (!known) return null
  const order = known.orderId ? await lockOrder(tx, known.orderId) : null
  const entry = known.suspenseId ? await lockEntry(tx, known.suspenseId) : null
  const [refund] = await tx.select().from(refunds).where(eq(refunds.id, id)).for('no key update')
  return refund ? { refund, order, entry } : null
}

/** The same by the number that the gateway knows it by. */
export async function lockRefundByNumber(tx: Tx, number: string): Promise<FoundRefund | null> {
  const [known] = await tx.select({ id: refunds.id }).from(refunds).where(eq(refunds.number, number))
  return known ? lockRefund(tx, known.id) : null
}

/** Whether a bank transfer ended another refund before; whoever asks waits for all who ask about the same one. */
export async function isPayoutKnown(tx: Tx, bankRef: string): Promise<boolean> {
  const key = `payout: ${bankRef}`
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
  const rows = await tx.select({ id: refunds.id }).from(refunds).where(eq(refunds.bankRef, bankRef)).limit(1)
  return rows.length > 0
}

/** The refund that a form asked for before, or null. */
export async function findRefundById(tx: Tx, id: string): Promise<Refund | null> {
  const [row] = await tx.select().from(refunds).where(eq(refunds.id, id))
  return row ?? null
}

async function lockEntry(tx: Tx, id: string): Promise<Suspense | null> {
  const [row] = await tx.select().from(suspense).where(eq(suspense.id, id)).for('no key update')
  return row ?? null
}

/**
 * Locks an entry in suspense behind the orders it concerns, those in the order of their ids: the one it names and, where
 * somebody proposed one, the one it is assigned to. `further` is an order about to be proposed.
 */
export async function lockSuspense(
  tx: Tx,
  id: string,
  further: string | null = null,
): Promise<{ entry: Suspense; named: Order | null; assigned: Order | null } | null> {
  const [known] = await tx
    .select({ orderId: suspense.orderId, assignedOrderId: suspense.assignedOrderId })
    .from(suspense)
    .where(eq(suspense.id, id))
  if (!known) return null
  const assignedId = further ?? known.assignedOrderId
  const ids = [...new Set([known.orderId, assignedId])].filter((one) => one !== null).sort()
  const orders = new Map<string, Order | null>()
  for (const one of ids) orders.set(one, await lockOrder(tx, one))
  const entry = await lockEntry(tx, id)
  if (!entry) return null
  // Proposed, rejected and proposed anew while this waited: the order it is assigned to now was not locked.
  const assigned = further === null && entry.assignedOrderId !== known.assignedOrderId ? null : assignedId
  return {
    entry,
    named: (entry.orderId && orders.get(entry.orderId)) || null,
    assigned: (assigned && orders.get(assigned)) || null,
  }
}

/** Locks the entry that one trade of a gateway led to, or null. Its order is locked already, if it names one. */
export async function lockSuspenseOfTrade(
  tx: Tx,
  channel: Gateway,
  outTradeNo: string,
): Promise<Suspense | null> {
  const [row] = await tx
    .select()
    .from(suspense)
    .where(and(eq(suspense.channel, channel), eq(suspense.outTradeNo, outTradeNo)))
    .for('no key update')
  return row ?? null
}

/**
 * The live refunds of what was paid for an order, of the part that is kept for it, or of an entry in suspense; locked,
 * oldest first. Order and entry are locked already.
 */
export async function lockLiveRefunds(
  tx: Tx,
  of: { orderId: string; reason?: 'asked' | 'part-payment' } | { suspenseId: string },
): Promise<Refund[]> {
  const theirs =
    'suspenseId' in of
      ? eq(refunds.suspenseId, of.suspenseId)
      : and(eq(refunds.orderId, of.orderId), eq(refunds.reason, of.reason ?? 'asked'))
  return tx
    .select()
    .from(refunds)
    .where(and(theirs, inArray(refunds.status, [...refundLife.verbs.close.from])))
    .orderBy(refunds.requestedAt, refunds.id)
    .for('no key update')
}

/** The gateway that took what a refund gives back. */
export async function findGatewayOf(tx: Tx, { refund, entry }: FoundRefund): Promise<Gateway> {
  if (entry) return entry.channel
  const [row] = refund.paymentId
    ? await tx.select({ channel: payments.channel }).from(payments).where(eq(payments.id, refund.paymentId))
    : []
  if (row?.channel === 'wechatpay' || row?.channel === 'alipay') return row.channel
  throw new Error('no gateway took the money of this refund')
}

/** The attempt whose number came with money in suspense, if it is one of ours. */
export async function findAttemptId(tx: Tx, entry: Suspense): Promise<string | null> {
  const [row] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.outTradeNo, entry.outTradeNo), eq(payments.channel, entry.channel)))
  return row?.id ?? null
}

/** The payment that settled an order. */
export async function findSettledPayment(
  tx: Tx,
  orderId: string,
): Promise<typeof payments.$inferSelect | null> {
  const [row] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.status, 'settled')))
  return row ?? null
}
