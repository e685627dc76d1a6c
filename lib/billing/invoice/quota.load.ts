import 'server-only'
import { asc, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceClaims, invoiceables, invoiceItems } from '@/db/schema/invoice'

export type Invoiceable = typeof invoiceables.$inferSelect

/** Locks rows of the quota in the order of their ids; those that are absent or another account's are not among them. */
export async function lockInvoiceables(tx: Tx, ids: readonly string[]): Promise<Invoiceable[]> {
  return tx
    .select()
    .from(invoiceables)
    .where(inArray(invoiceables.id, [...ids]))
    .orderBy(asc(invoiceables.id))
    .for('no key update')
}

/** Locks what the living claims of an application are on. */
export async function lockClaimed(
  tx: Tx,
  applicationId: string,
): Promise<{ row: Invoiceable; claimedFen: bigint }[]> {
  const claims = await tx
    .select({ id: invoiceClaims.invoiceableId, amountFen: invoiceClaims.amountFen })
    .from(invoiceClaims)
    .where(sql`${invoiceClaims.applicationId} = ${applicationId} and ${invoiceClaims.live}`)
  const amounts = new Map(claims.map((claim) => [claim.id, claim.amountFen]))
  const rows = claims.length === 0 ? [] : await lockInvoiceables(tx, [...amounts.keys()])
  return rows.map((row) => ({ row, claimedFen: amounts.get(row.id) ?? 0n }))
}

/** What products are called on an invoice, by product code; one that nobody has named is not among them. */
export async function loadItems(
  tx: Tx,
  productCodes: readonly string[],
): Promise<Map<string, typeof invoiceItems.$inferSelect>> {
  const rows = await tx
    .select()
    .from(invoiceItems)
    .where(inArray(invoiceItems.productCode, [...productCodes]))
  return new Map(rows.map((row) => [row.productCode, row]))
}
