import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceApplications } from '@/db/schema/invoice'
import { Refusal } from '@/lib/kernel/refusal'
import { findCorrectionsOf } from './correction.load'

/** Throws `refund.not-reversed` while an invoice of what a refund gives back is still to be reversed. */
export async function checkReversed(tx: Tx, refundId: string): Promise<void> {
  const [open] = await findCorrectionsOf(tx, refundId)
  if (!open) return
  const [application] = await tx
    .select({ number: invoiceApplications.number })
    .from(invoiceApplications)
    .where(eq(invoiceApplications.id, open.applicationId))
  throw new Refusal('refund.not-reversed', { application: application?.number ?? '' })
}
