import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, redForms } from '@/db/schema/invoice'
import { stage } from '@/lib/command/outbox'
import { Refusal } from '@/lib/kernel/refusal'
import type { IssuedFile } from './channel.rules'
import { loadForms, sumLeft, type Correction, type LockedForm, type RedForm } from './correction.load'
import { keepFiles } from './keep-files.step'
import { readLines } from './lines.rules'
import { moveApplication } from './move-application.step'
import { moveCorrection } from './move-correction.step'
import { reverseQuota } from './reverse-quota.step'

export type Red = {
  number: string
  code: string | null
  issuedOn: string
  files: readonly IssuedFile[]
  /** Which file the channel is to be asked for again, and why. */
  missing: string | null
}

type By = {
  userId: string | null
  now: Date
  /** Came after its correction was over: nothing else of that one is waited for. */
  late?: boolean
}

/**
 * A red invoice exists: it is written down, its blue one is reversed by it, and claims and quota follow, all in this
 * transaction. With the last one the correction is done, and the application is returned or rests again.
 */
export async function finishRed(tx: Tx, locked: LockedForm, red: Red, by: By): Promise<void> {
  const { application, correction, form } = locked
  const issued = await tx
    .update(invoices)
    .set({ status: 'issued', number: red.number, code: red.code, issuedOn: red.issuedOn })
    .where(and(eq(invoices.id, form.redInvoiceId), eq(invoices.status, 'pending')))
    .returning({ id: invoices.id, accountId: invoices.accountId, lines: invoices.lines })
  const [row] = issued
  if (!row) throw new Refusal('correction.changed-meanwhile')
  await keepFiles(tx, row, red.files, { by: by.userId, at: by.now })
  await tx
    .update(invoices)
    .set({
      reversedFen: sql`${invoices.reversedFen} + ${form.amountFen}`,
      status: sql`case when ${invoices.reversedFen} + ${form.amountFen} = ${invoices.amountFen} then 'reversed' else ${invoices.status} end`,
    })
    .where(eq(invoices.id, form.invoiceId))
  await endFollowing(tx, form, red.missing)
  const whole = (await sumLeft(tx, application.id)) === 0n
  await reverseQuota(tx, { application, correction, lines: readLines(row.lines), whole, now: by.now })
  if (by.late || (await isLast(tx, correction)))
    await finishCorrection(tx, { application, correction }, whole, by)
}

/** A form with its red invoice is asked about no more, unless files of that one are missing. */
export async function endFollowing(tx: Tx, { id }: RedForm, missing: string | null): Promise<void> {
  await tx
    .update(redForms)
    .set({ trouble: missing, ...(missing === null ? { nextQueryAt: null } : {}) })
    .where(eq(redForms.id, id))
}

/** Whether every red invoice of the correction exists. */
async function isLast(tx: Tx, { id }: Correction): Promise<boolean> {
  const ids = new Set((await loadForms(tx, id)).map(({ redInvoiceId }) => redInvoiceId))
  const rows = await tx
    .selectDistinct({ id: invoices.id })
    .from(redForms)
    .innerJoin(invoices, eq(invoices.id, redForms.redInvoiceId))
    .where(and(eq(redForms.correctionId, id), eq(invoices.status, 'issued')))
  return rows.length === ids.size
}

/** The correction is done: the application is returned where nothing is left of it, else it rests where it rested. */
export async function finishCorrection(
  tx: Tx,
  { application, correction }: Omit<LockedForm, 'form'>,
  whole: boolean,
  { userId, now }: By,
): Promise<void> {
  await moveCorrection(tx, correction, 'finish', { doneAt: now, amountFen: correction.amountFen })
  await moveApplication(tx, application, whole ? 'return' : 'return-part', {
    at: now,
    userId,
    ...(whole ? { set: { returnReason: correction.note } } : {}),
  })
  await stage(tx, {
    task: 'send-mail',
    payload: {
      key: `correction-done:${correction.id}`,
      kind: 'correction-done',
      correctionId: correction.id,
    },
  })
}
