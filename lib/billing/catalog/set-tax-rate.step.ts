import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { products } from '@/db/schema/catalog'

/** The rate that a product is taxed at from now on; null lies outside the tax. What was paid before keeps its own. */
export async function setTaxRate(tx: Tx, productCode: string, rate: string | null): Promise<void> {
  await tx.update(products).set({ taxRate: rate }).where(eq(products.code, productCode))
}
