import 'server-only'
import { sql, type SQL } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { orders } from '@/db/schema/order'

export type Order = typeof orders.$inferSelect

/** Locks an order for the rest of the transaction; null when there is none, or none for this account. */
export async function lockOrder(tx: Tx, id: string | SQL): Promise<Order | null> {
  const [row] = await tx
    .select()
    .from(orders)
    .where(sql`${orders.id} = ${id}`)
    .for('no key update')
  return row ?? null
}
