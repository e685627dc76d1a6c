import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { sellerInvoicing } from '@/db/schema/invoice'

export type SellerInvoicing = typeof sellerInvoicing.$inferSelect

const numberOf = (sellerId: string) => sql`hashtextextended(${`tax number of: ${sellerId}`}, 0)`

/**
 * In whose name a channel is about to be asked. Its tax number does not change before this write is done, and then what
 * this write took up is seen: asked under another number, a channel would issue anew. Any number may ask at once.
 */
export async function loadAskingSeller(tx: Tx, sellerId: string): Promise<SellerInvoicing | null> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${numberOf(sellerId)})`)
  const [seller] = await tx.select().from(sellerInvoicing).where(eq(sellerInvoicing.sellerId, sellerId))
  return seller ?? null
}

/** Waits for all who are about to ask in a seller's name; whoever asks next waits for this write. */
export async function lockTaxNumber(tx: Tx, sellerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${numberOf(sellerId)})`)
}
