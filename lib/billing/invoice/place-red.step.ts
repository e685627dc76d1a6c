import 'server-only'
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, redForms, strayReds } from '@/db/schema/invoice'
import { add, negate } from '@/lib/kernel/money'
import {
  findLiveCorrection,
  loadInvoice,
  loadReversed,
  type Invoice,
  type LockedForm,
} from './correction.load'
import type { StrayReason } from './correction.rules'
import { endFollowing, finishRed, type Red } from './finish-red.step'
import { keepFiles } from './keep-files.step'
import { moveApplication } from './move-application.step'
import { moveCorrection } from './move-correction.step'
import { openStrayRed } from './open-stray-red.step'
import { tellForm, type FormReading } from './tell-red-form.step'

type Found = Red & { amountFen: bigint }
type Told = FormReading & { red: Found }

/**
 * A red invoice that the channel tells of, or the office. It is a fact, whatever was decided here meanwhile: it reverses its
 * blue invoice and moves the quota where that one still stands, and is left to a person where it does not. Told again,
 * it keeps the files that were missing.
 */
export async function placeRed(
  tx: Tx,
  locked: LockedForm,
  told: Told,
  { now, userId }: { now: Date; userId: string | null },
): Promise<'issued' | 'files' | 'late' | 'stray'> {
  const { correction, form } = locked
  const { red } = told
  const own = await loadInvoice(tx, form.redInvoiceId)
  if (!own) throw new Error('a form leads to a red invoice')
  if (own.status !== 'pending' && own.number === red.number && own.code === red.code) {
    await keepFiles(tx, own, red.files, { by: userId, at: now })
    await endFollowing(tx, form, red.missing)
    return 'files'
  }
  const underWay = correction.status === 'reversing' || correction.status === 'stuck'
  if (own.status === 'pending' && form.live && underWay) {
    await tellForm(tx, locked, told, now)
    await finishRed(tx, locked, red, { userId, now })
    return 'issued'
  }
  const reason = await whyStray(tx, locked, red, own)
  if (reason !== null) {
    await openStrayRed(tx, locked, red, reason, now)
    return 'stray'
  }
  const revived = await revive(tx, locked, told, { now, userId })
  await finishRed(tx, revived, red, { userId, now, late: !underWay })
  await tx
    .update(strayReds)
    .set({ closedAt: now })
    .where(and(eq(strayReds.formId, form.id), isNull(strayReds.closedAt)))
  return 'late'
}

/** Why nothing here can be reversed by it; null where its blue invoice stands as the form found it. */
async function whyStray(
  tx: Tx,
  { application, correction, form }: LockedForm,
  red: Found,
  own: Invoice,
): Promise<StrayReason | null> {
  if (own.status !== 'pending') return 'red-recorded'
  if (red.amountFen !== negate(form.amountFen)) return 'differs'
  const blue = await loadInvoice(tx, form.invoiceId)
  if (blue?.status !== 'issued' || blue.amountFen - blue.reversedFen < form.amountFen) return 'blue-gone'
  const other = await findLiveCorrection(tx, application.id)
  if (other && other.id !== correction.id) return 'under-correction'
  const [elsewhere] = await tx
    .select({ id: redForms.id })
    .from(redForms)
    .where(and(eq(redForms.redInvoiceId, own.id), eq(redForms.live, true), ne(redForms.id, form.id)))
  if (elsewhere) return 'other-form'
  return (await isNumberUsed(tx, red)) ? 'number-used' : null
}

/** Whether another invoice is written down under this number. */
export async function isNumberUsed(
  tx: Tx,
  { number, code }: { number: string; code: string | null },
): Promise<boolean> {
  const [used] = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(sql`${invoices.number} = ${number} and ${invoices.code} is not distinct from ${code}`)
  return used !== undefined
}

/** What was over is under way again for as long as its red invoice is written down, and is of that one's amount. */
async function revive(
  tx: Tx,
  { application, correction, form }: LockedForm,
  { state, formNumber }: Told,
  { now, userId }: { now: Date; userId: string | null },
): Promise<LockedForm> {
  await tx
    .update(redForms)
    .set({ live: true, state, stateAt: now, formNumber: formNumber ?? form.formNumber, expiresAt: null })
    .where(eq(redForms.id, form.id))
  const live = { ...form, live: true }
  if (correction.status === 'reversing' || correction.status === 'stuck')
    return { application, correction, form: live }
  const amountFen = add(...(await loadReversed(tx, correction.id)).values(), form.amountFen)
  await moveCorrection(tx, correction, 'revive', { amountFen })
  await moveApplication(tx, application, 'request-return', { at: now, userId })
  return {
    application: { ...application, status: 'return-requested' },
    correction: { ...correction, status: 'reversing', amountFen },
    form: live,
  }
}
