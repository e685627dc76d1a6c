import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { packages } from '@/db/schema/resource'

export type Package = typeof packages.$inferSelect

/** Locks the package that an order brought; null where it brought none. */
export async function lockPackage(tx: Tx, orderId: string): Promise<Package | null> {
  const [row] = await tx.select().from(packages).where(eq(packages.orderId, orderId)).for('no key update')
  return row ?? null
}
