import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, redForms } from '@/db/schema/invoice'
import { newId } from '@/lib/kernel/id'
import { fen, negate } from '@/lib/kernel/money'
import type { Application } from './application.load'
import { loadBlues, type Correction, type RedForm } from './correction.load'
import { formRequestNo, redRequestNo } from './correction.rules'
import { lineKey, plainLines, totalsOf } from './lines.rules'
import { redParts } from './reversal.rules'
import type { ClaimSnapshot } from './snapshot.rules'

/** Opens one form for each blue invoice that an amount is reversed of, with the red invoice it will lead to. One correction
 * at a time: what was left when it was asked for is left still. */
export async function openRedForms(
  tx: Tx,
  application: Application,
  correction: Correction,
  now: Date,
  first: string | null,
): Promise<number> {
  const { blues, reds } = await loadBlues(tx, application.id)
  const parts = redParts(blues, correction.amountFen, first)
  const base = { accountId: application.accountId, applicationId: application.id }
  for (const [at, part] of parts.entries()) {
    const sequence = reds + at + 1
    const redInvoiceId = newId()
    const lines = plainLines(part.lines)
    await tx.insert(invoices).values({
      ...base,
      id: redInvoiceId,
      sequence,
      requestNo: redRequestNo(application.number, sequence),
      colour: 'red',
      status: 'pending',
      reversesId: part.invoiceId,
      amountFen: negate(part.amountFen),
      taxFen: totalsOf(part.lines).taxFen,
      lines,
    })
    await insertForm(tx, application, now, {
      ...base,
      correctionId: correction.id,
      invoiceId: part.invoiceId,
      redInvoiceId,
      requestNo: formRequestNo(correction.number, at + 1),
      amountFen: part.amountFen,
      lines,
    })
  }
  return parts.length
}

/** Opens a new form in the place of one that fell void: for the same red invoice, under a number of its own. */
export async function reopenRedForm(
  tx: Tx,
  application: Application,
  correction: Correction,
  former: RedForm,
  now: Date,
  sequence: number,
): Promise<void> {
  await insertForm(tx, application, now, {
    accountId: former.accountId,
    applicationId: former.applicationId,
    correctionId: correction.id,
    invoiceId: former.invoiceId,
    redInvoiceId: former.redInvoiceId,
    requestNo: formRequestNo(correction.number, sequence),
    amountFen: fen(former.amountFen),
    lines: former.lines,
  })
}

type FormValues = Pick<
  typeof redForms.$inferInsert,
  | 'accountId'
  | 'applicationId'
  | 'correctionId'
  | 'invoiceId'
  | 'redInvoiceId'
  | 'requestNo'
  | 'amountFen'
  | 'lines'
>

async function insertForm(tx: Tx, { channel }: Application, now: Date, values: FormValues): Promise<void> {
  await tx.insert(redForms).values({
    ...values,
    id: newId(),
    state: 'applying',
    live: true,
    openedAt: now,
    stateAt: now,
    // By hand nobody is asked: the office writes down what it sees.
    nextQueryAt: channel === 'nuonuo' ? sql`now()` : null,
  })
}

/** The line of the document that a refund gives back; null for a correction that no refund needs. */
export function lineOf(application: Application, invoiceableId: string | null): string | null {
  const claim = (application.lines as ClaimSnapshot[]).find((line) => line.invoiceableId === invoiceableId)
  return claim ? lineKey({ ...claim, name: claim.itemName }) : null
}
