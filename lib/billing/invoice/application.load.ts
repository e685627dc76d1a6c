import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceApplications } from '@/db/schema/invoice'
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
