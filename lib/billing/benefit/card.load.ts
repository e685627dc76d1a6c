import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { cards } from '@/db/schema/benefit'

export type Card = typeof cards.$inferSelect

/** The card that an order brought, or null. Never changes, so it needs no lock: what is on it is the ledger's. */
export async function findCardOf(tx: Tx, orderId: string): Promise<Card | null> {
  const [row] = await tx.select().from(cards).where(eq(cards.orderId, orderId))
  return row ?? null
}
