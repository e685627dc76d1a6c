import 'server-only'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceApplications, invoices, issuingBatchLines, sellerInvoicing } from '@/db/schema/invoice'
import type { StaffActor } from '@/lib/auth/actor'
import { notFound, Refusal } from '@/lib/kernel/refusal'

export type InvoiceOfApplication = {
  invoice: typeof invoices.$inferSelect
  application: typeof invoiceApplications.$inferSelect
}

/** What stands on a seller's invoices. Not found for whom another seller's reviewer asks about. */
export async function loadIssuingSeller(
  tx: Tx,
  actor: StaffActor,
  sellerId: string,
): Promise<typeof sellerInvoicing.$inferSelect> {
  if (actor.sellerId !== null && actor.sellerId !== sellerId) throw notFound()
  const [seller] = await tx.select().from(sellerInvoicing).where(eq(sellerInvoicing.sellerId, sellerId))
  if (!seller) throw new Refusal('seller.invoicing-unset')
  return seller
}

/** Invoices with their applications, these locked in the order of their ids before anything else is read. */
export async function lockWithApplications(
  tx: Tx,
  invoiceIds: readonly string[],
): Promise<Map<string, InvoiceOfApplication>> {
  if (invoiceIds.length === 0) return new Map()
  const owners = await tx
    .selectDistinct({ id: invoices.applicationId })
    .from(invoices)
    .where(inArray(invoices.id, [...invoiceIds]))
  const applications = await tx
    .select()
    .from(invoiceApplications)
    .where(
      inArray(
        invoiceApplications.id,
        owners.map(({ id }) => id),
      ),
    )
    .orderBy(asc(invoiceApplications.id))
    .for('no key update')
  const byId = new Map(applications.map((application) => [application.id, application]))
  const rows = await tx
    .select()
    .from(invoices)
    .where(inArray(invoices.id, [...invoiceIds]))
  return new Map(
    rows.flatMap((invoice) => {
      const application = byId.get(invoice.applicationId)
      return application ? [[invoice.id, { invoice, application }] as const] : []
    }),
  )
}

/** Whether an invoice of an application stands in a workbook that waits for its result. */
export async function standsInWorkbook(tx: Tx, applicationId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: issuingBatchLines.invoiceId })
    .from(issuingBatchLines)
    .innerJoin(invoices, eq(invoices.id, issuingBatchLines.invoiceId))
    .where(and(eq(invoices.applicationId, applicationId), eq(issuingBatchLines.outcome, 'waiting')))
    .limit(1)
  return rows.length > 0
}
