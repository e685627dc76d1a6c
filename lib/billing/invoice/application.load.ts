import 'server-only'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceApplications, invoices } from '@/db/schema/invoice'
import { notFound } from '@/lib/kernel/refusal'

export type Application = typeof invoiceApplications.$inferSelect

/** Locks an application. Not found where there is none, or none of this account or seller. */
export async function lockApplication(tx: Tx, id: string): Promise<Application> {
  const [row] = await tx
    .select()
    .from(invoiceApplications)
    .where(eq(invoiceApplications.id, id))
    .for('no key update')
  if (!row) throw notFound()
  return row
}

/** Whether an invoice of it exists at the tax bureau, in order or not. */
export async function hasNumbers(tx: Tx, applicationId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(and(eq(invoices.applicationId, applicationId), isNotNull(invoices.number)))
    .limit(1)
  return rows.length > 0
}
