import 'server-only'
import { inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { corrections, downloadLinks, invoices } from '@/db/schema/invoice'

/** The ids under which a mail may be about these applications: their own, and those of their invoices, links and corrections. */
export async function loadIdsAbout(tx: Tx, applicationIds: readonly string[]): Promise<string[]> {
  const their = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(inArray(invoices.applicationId, [...applicationIds]))
  const links = await tx
    .select({ id: downloadLinks.id })
    .from(downloadLinks)
    .where(
      inArray(
        downloadLinks.invoiceId,
        their.map(({ id }) => id),
      ),
    )
  const corrected = await tx
    .select({ id: corrections.id })
    .from(corrections)
    .where(inArray(corrections.applicationId, [...applicationIds]))
  return [...applicationIds, ...[...their, ...links, ...corrected].map(({ id }) => id)]
}
