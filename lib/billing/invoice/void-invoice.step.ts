import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices } from '@/db/schema/invoice'
import { negate } from '@/lib/kernel/money'
import type { Application } from './application.load'
import { loadBlues, type Correction, type Invoice } from './correction.load'
import { finishCorrection } from './finish-red.step'
import { readLines } from './lines.rules'
import { reverseQuota } from './reverse-quota.step'

type Locked = { application: Application; correction: Correction }

/** One paper of a correction that is not void yet; null for any other invoice. */
export async function findPaper(tx: Tx, { application }: Locked, invoiceId: string): Promise<Invoice | null> {
  const { rows } = await loadBlues(tx, application.id)
  return rows.find(({ id }) => id === invoiceId) ?? null
}

/** The channel is asked for each paper that is not void yet: what it refused before is over. */
export async function forgetRefusals(tx: Tx, { id }: Application): Promise<void> {
  await tx
    .update(invoices)
    .set({ trouble: null })
    .where(and(eq(invoices.applicationId, id), eq(invoices.colour, 'blue'), eq(invoices.status, 'issued')))
}

/**
 * One paper is void, which is another fact than reversed: it keeps its number and never gets a red one. Its yuan are free
 * at once, whatever becomes of the others; with the last one the correction is done.
 */
export async function voidInvoice(
  tx: Tx,
  { application, correction }: Locked,
  paper: Invoice,
  by: { userId: string | null; now: Date },
): Promise<void> {
  await tx
    .update(invoices)
    .set({ status: 'voided', trouble: null })
    .where(and(eq(invoices.id, paper.id), eq(invoices.status, 'issued')))
  const { rows } = await loadBlues(tx, application.id)
  const whole = rows.length === 0
  const lines = readLines(paper.lines).map((line) => ({ ...line, amountFen: negate(line.amountFen) }))
  await reverseQuota(tx, { application, correction, lines, whole, now: by.now })
  if (whole) await finishCorrection(tx, { application, correction }, true, by)
}
