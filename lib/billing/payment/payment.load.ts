import 'server-only'
import { and, asc, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { orders } from '@/db/schema/order'
import { paymentNotices, payments } from '@/db/schema/payment'
import type { Order } from '@/lib/billing/order/order.load'

export type Payment = typeof payments.$inferSelect
export type Notice = typeof paymentNotices.$inferSelect

/** Locks the order and then the attempt that a gateway's number names; null when no attempt has that number. */
export async function lockOrderOfTrade(tx: Tx, outTradeNo: string): Promise<{ order: Order; payment: Payment } | null> {
  const named = tx.select({ id: payments.orderId }).from(payments).where(eq(payments.outTradeNo, outTradeNo))
  const [order] = await tx.select().from(orders).where(sql`${orders.id} = (${named})`).for('no key update')
  if (!order) return null
  const [payment] = await tx.select().from(payments).where(eq(payments.outTradeNo, outTradeNo)).for('no key update')
  if (!payment) return null
  return { order, payment }
}

export async function lockPayment(tx: Tx, id: string): Promise<Payment | null> {
  const [row] = await tx.select().from(payments).where(eq(payments.id, id)).for('no key update')
  return row ?? null
}

export async function lockNotice(tx: Tx, id: string): Promise<Notice | null> {
  const [row] = await tx.select().from(paymentNotices).where(eq(paymentNotices.id, id)).for('no key update')
  return row ?? null
}

/** Attempts whose gateway is to be asked now, longest waiting first. Database time: retries are no business fact. */
export async function loadPaymentsToQuery(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(lte(payments.nextQueryAt, sql`now()`))
    .orderBy(asc(payments.nextQueryAt))
    .limit(limit)
  return rows.map((row) => row.id)
}

/** Notices stored but never applied, for which the one who stored them has had a minute. */
export async function loadUnappliedNotices(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: paymentNotices.id })
    .from(paymentNotices)
    .where(and(isNull(paymentNotices.appliedAt), lt(paymentNotices.receivedAt, sql`now() - interval '1 minute'`)))
    .orderBy(asc(paymentNotices.receivedAt))
    .limit(limit)
  return rows.map((row) => row.id)
}
