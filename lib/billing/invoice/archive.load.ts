import 'server-only'
import { and, count, eq, gte, inArray, lte, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { archives, invoiceFiles, invoices } from '@/db/schema/invoice'
import { notFound } from '@/lib/kernel/refusal'

/** Days of issue, both included, and the moment of the wish: what is added later does not move what is packed already. */
export type ArchivePeriod = { from: string; to: string; askedAt: Date }

/** The invoices of an account that were issued in a period and had a file when it was asked for. */
export function archivable(tx: Tx, accountId: string, { from, to, askedAt }: ArchivePeriod) {
  return and(
    eq(invoices.accountId, accountId),
    ne(invoices.status, 'pending'),
    gte(invoices.issuedOn, from),
    lte(invoices.issuedOn, to),
    inArray(
      invoices.id,
      tx.select({ id: invoiceFiles.invoiceId }).from(invoiceFiles).where(lte(invoiceFiles.addedAt, askedAt)),
    ),
  )
}

export async function countArchivable(tx: Tx, accountId: string, period: ArchivePeriod): Promise<number> {
  const [row] = await tx
    .select({ invoices: count() })
    .from(invoices)
    .where(archivable(tx, accountId, period))
  return row?.invoices ?? 0
}

/** Locks an archive for whoever packs it. Not found once it was removed. */
export async function lockArchive(tx: Tx, id: string): Promise<typeof archives.$inferSelect> {
  const [row] = await tx.select().from(archives).where(eq(archives.id, id)).for('no key update')
  if (!row) throw notFound()
  return row
}
