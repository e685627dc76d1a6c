import 'server-only'
import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { orders } from '@/db/schema/order'

export type Order = typeof orders.$inferSelect

/** Locks an order for the rest of the transaction; null when there is none, or none for this account. */
export async function lockOrder(tx: Tx, id: string): Promise<Order | null> {
  const [row] = await tx.select().from(orders).where(eq(orders.id, id)).for('no key update')
  return row ?? null
}

/** Orders still waiting past their time, oldest first. What falls due is found by asking, never by a far alarm. */
export async function loadDueOrderIds(tx: Tx, now: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(sql`${orders.status} = 'pending-payment'`, lte(orders.expiresAt, now)))
    .orderBy(asc(orders.expiresAt))
    .limit(limit)
  return rows.map((row) => row.id)
}
