import 'server-only'
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceApplications, invoices } from '@/db/schema/invoice'
import { notFound } from '@/lib/kernel/refusal'

export type Application = typeof invoiceApplications.$inferSelect

/** Locks an application. Not found where there is none, none of this account or seller, or none any more. */
export async function lockApplication(tx: Tx, id: string): Promise<Application> {
  const [row] = await tx
    .select()
    .from(invoiceApplications)
    .where(and(eq(invoiceApplications.id, id), isNull(invoiceApplications.removedAt)))
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
