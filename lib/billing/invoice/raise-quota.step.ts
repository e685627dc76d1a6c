import 'server-only'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceables, invoiceClaims, quotaRefunds } from '@/db/schema/invoice'
import { fen } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'
import { dropCorrection } from './drop-correction.step'
import { countVoided, findCorrectionsOf, loadForms, type Correction } from './correction.load'
import { standingOf } from './correction.rules'
import { lockInvoiceables } from './quota.load'
import { lockApplications } from './quota-of-order.load'
import { absorbDeficits } from './settle-deficits.step'

export type NotRefunded = {
  refundId: string
  userId: string | null
  /** Nobody is asked any more: a red-letter form that is confirmed already goes on, for whatever came instead. */
  isFact: boolean
  now: Date
}

/**
 * A refund came to nothing: what it lowered is free again, what it held is invoiced again and needs no correction. Throws
 * `refund.reversal-confirmed` where the tax bureau has confirmed that the invoice is reversed.
 */
export async function raiseQuota(tx: Tx, { refundId, userId, isFact, now }: NotRefunded): Promise<void> {
  const known = await tx.select().from(quotaRefunds).where(eq(quotaRefunds.refundId, refundId))
  if (known.length === 0) return
  const open = await findCorrectionsOf(tx, refundId)
  const applications = await lockApplications(
    tx,
    open.map(({ applicationId }) => applicationId),
  )
  await lockInvoiceables(
    tx,
    known.map(({ invoiceableId }) => invoiceableId),
  )
  // Whatever was decided on them while this waited is decided.
  for (const correction of await findCorrectionsOf(tx, refundId)) {
    const application = applications.get(correction.applicationId)
    if (!application) continue
    if (await isConfirmed(tx, correction)) {
      if (!isFact) throw new Refusal('refund.reversal-confirmed', { application: application.number })
      continue
    }
    await letGo(tx, correction)
    await dropCorrection(tx, application, correction, { verb: 'cancel-return', userId, now })
  }
  // Read again behind the locks: a red invoice may have come meanwhile.
  const rows = await tx.select().from(quotaRefunds).where(eq(quotaRefunds.refundId, refundId))
  for (const row of rows) await raise(tx, row, now)
}

/** Whether a red invoice or void paper is certain to come, or has come in part. */
async function isConfirmed(tx: Tx, correction: Correction): Promise<boolean> {
  if (correction.method === 'void' && correction.status === 'reversing') return true
  if ((await countVoided(tx, correction.applicationId)) > 0) return true
  const forms = await loadForms(tx, correction.id)
  return forms.some(({ live, state }) => live && standingOf(state) === 'confirmed')
}

/** What is held on the claims of a correction's application is invoiced again. */
async function letGo(tx: Tx, { applicationId, refundId }: Correction): Promise<void> {
  if (refundId === null) return
  const claims = await tx
    .select()
    .from(invoiceClaims)
    .where(and(eq(invoiceClaims.applicationId, applicationId), gt(invoiceClaims.heldFen, fen(0))))
  for (const { invoiceableId, heldFen } of claims) {
    await tx
      .update(invoiceables)
      .set({
        heldFen: sql`${invoiceables.heldFen} - ${heldFen}`,
        invoicedFen: sql`${invoiceables.invoicedFen} + ${heldFen}`,
      })
      .where(eq(invoiceables.id, invoiceableId))
    await tx
      .update(quotaRefunds)
      .set({ heldFen: sql`${quotaRefunds.heldFen} - ${heldFen}` })
      .where(and(eq(quotaRefunds.refundId, refundId), eq(quotaRefunds.invoiceableId, invoiceableId)))
    await tx
      .update(invoiceClaims)
      .set({ heldFen: fen(0) })
      .where(
        and(eq(invoiceClaims.applicationId, applicationId), eq(invoiceClaims.invoiceableId, invoiceableId)),
      )
  }
}

async function raise(
  tx: Tx,
  { refundId, invoiceableId, loweredFen }: typeof quotaRefunds.$inferSelect,
  now: Date,
): Promise<void> {
  if (loweredFen === 0n) return
  const [raised] = await tx
    .update(invoiceables)
    .set({ amountFen: sql`${invoiceables.amountFen} + ${loweredFen}` })
    .where(eq(invoiceables.id, invoiceableId))
    .returning()
  await tx
    .update(quotaRefunds)
    .set({ loweredFen: fen(0) })
    .where(and(eq(quotaRefunds.refundId, refundId), eq(quotaRefunds.invoiceableId, invoiceableId)))
  if (raised) await absorbDeficits(tx, raised, now)
}
