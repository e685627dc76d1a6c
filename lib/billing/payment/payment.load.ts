import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { paymentNotices, payments } from '@/db/schema/payment'
import { lockOrder, type Order } from '@/lib/billing/order/order.load'

export type Payment = typeof payments.$inferSelect
export type Notice = typeof paymentNotices.$inferSelect

/** Locks the order and then the attempt that a gateway's number names; null when no attempt has that number. */
export async function lockOrderOfTrade(
  tx: Tx,
  outTradeNo: string,
): Promise<{ order: Order; payment: Payment } | null> {
  const named = tx.select({ id: payments.orderId }).from(payments).where(eq(payments.outTradeNo, outTradeNo))
  const order = await lockOrder(tx, sql`(${named})`)
  if (!order) return null
  const [payment] = await tx
    .select()
    .from(payments)
    .where(eq(payments.outTradeNo, outTradeNo))
    .for('no key update')
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
