import 'server-only'
import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import {
  applicationEvents,
  corrections,
  downloadLinks,
  invoiceApplications,
  invoiceClaims,
  invoiceFiles,
  invoices,
  issuingBatches,
  issuingBatchLines,
  issuingLists,
  redForms,
  strayReds,
} from '@/db/schema/invoice'

const invoicesOf = (tx: Tx, ids: readonly string[]) =>
  tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(inArray(invoices.applicationId, [...ids]))

/**
 * Removes what applications led to: files, links, workbooks, what lists said of them, corrections with their
 * forms, and their history.
 */
export async function removeContents(tx: Tx, ids: readonly string[]): Promise<void> {
  const their = invoicesOf(tx, ids)
  const forms = tx.select({ id: redForms.id }).from(redForms).where(inArray(redForms.invoiceId, their))
  await tx.delete(strayReds).where(inArray(strayReds.formId, forms))
  await tx.delete(redForms).where(inArray(redForms.invoiceId, their))
  await tx.delete(corrections).where(inArray(corrections.applicationId, [...ids]))
  await tx.delete(downloadLinks).where(inArray(downloadLinks.invoiceId, their))
  await tx.delete(invoiceFiles).where(inArray(invoiceFiles.invoiceId, their))
  await emptyWorkbooks(tx, their)
  await removeReasons(tx, ids)
  await tx.delete(issuingBatchLines).where(inArray(issuingBatchLines.invoiceId, their))
  await tx.delete(applicationEvents).where(inArray(applicationEvents.applicationId, [...ids]))
}

/** A workbook names its buyers row by row, and was made to be imported once: it is emptied with the first of them. */
async function emptyWorkbooks(tx: Tx, their: ReturnType<typeof invoicesOf>): Promise<void> {
  const batches = tx
    .select({ id: issuingBatchLines.batchId })
    .from(issuingBatchLines)
    .where(inArray(issuingBatchLines.invoiceId, their))
  await tx
    .update(issuingBatches)
    .set({ workbook: Buffer.alloc(0) })
    .where(inArray(issuingBatches.id, batches))
}

/** Why a row failed is told in the tax bureau's own words, which may name the buyer. The row stays, with its numbers alone. */
async function removeReasons(tx: Tx, ids: readonly string[]): Promise<void> {
  const { kind, report } = issuingLists
  const their = sql`line ->> 'applicationId' in ${[...ids]} and line ->> 'reason' is not null`
  await tx
    .update(issuingLists)
    .set({
      report: sql`(select jsonb_agg(case when ${their} then line || '{"reason": null}' else line end order by at)
        from jsonb_array_elements(${report}) with ordinality as each(line, at))`,
    })
    .where(
      sql`${kind} = 'failures' and exists (select from jsonb_array_elements(${report}) as each(line) where ${their})`,
    )
}

/** Removes applications that use up no quota, with their claims and invoices. Their contents are gone already. */
export async function removeRows(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.delete(invoices).where(inArray(invoices.applicationId, [...ids]))
  await tx.delete(invoiceClaims).where(inArray(invoiceClaims.applicationId, [...ids]))
  await tx.delete(invoiceApplications).where(inArray(invoiceApplications.id, [...ids]))
}

/** Empties applications whose rows have to stay: numbers and amounts are left, and nothing that names anybody. */
export async function emptyRows(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await tx
    .update(invoiceApplications)
    .set({
      title: {},
      delivery: {},
      lines: [],
      remark: '',
      courier: sql`case when ${invoiceApplications.courier} is not null then '' end`,
      trackingNumber: sql`case when ${invoiceApplications.trackingNumber} is not null then '' end`,
      returnReason: null,
      trouble: null,
      removedAt: now,
    })
    .where(inArray(invoiceApplications.id, [...ids]))
}
