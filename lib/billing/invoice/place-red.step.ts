import 'server-only'
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, redForms, strayReds } from '@/db/schema/invoice'
import { add, negate } from '@/lib/kernel/money'
import type { ToldRed } from './correction.input'
import {
  findLiveCorrection,
  loadInvoice,
  loadReversed,
  type Invoice,
  type LockedForm,
} from './correction.load'
import type { StrayReason } from './correction.rules'
import { endFollowing, finishRed } from './finish-red.step'
import { keepFiles } from './keep-files.step'
import { moveApplication } from './move-application.step'
import { moveCorrection } from './move-correction.step'
import { openStrayRed } from './open-stray-red.step'
import { tellForm, type FormReading } from './tell-red-form.step'

type Told = FormReading & { red: ToldRed }

/**
 * A red invoice that the channel tells of. It is a fact, whatever was decided here meanwhile: it reverses its blue
 * invoice and moves the quota where that one still stands, and is left to a person where it does not. Told again, it
 * keeps the files that were missing.
 */
export async function placeRed(
  tx: Tx,
  locked: LockedForm,
  told: Told,
  now: Date,
): Promise<'issued' | 'files' | 'late' | 'stray'> {
  const { correction, form } = locked
  const { red } = told
  const own = await loadInvoice(tx, form.redInvoiceId)
  if (!own) throw new Error('a form leads to a red invoice')
  if (own.status !== 'pending' && own.number === red.number && own.code === red.code) {
    await keepFiles(tx, own, red.files, { by: null, at: now })
    await endFollowing(tx, form, red.missing)
    return 'files'
  }
  const underWay = correction.status === 'reversing' || correction.status === 'stuck'
  if (own.status === 'pending' && form.live && underWay) {
    await tellForm(tx, locked, told, now)
    await finishRed(tx, locked, red, { userId: null, now })
    return 'issued'
  }
  const reason = await whyStray(tx, locked, red, own)
  if (reason !== null) {
    await openStrayRed(tx, locked, red, reason, now)
    return 'stray'
  }
  const revived = await revive(tx, locked, told, now)
  await finishRed(tx, revived, red, { userId: null, now, late: !underWay })
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
  red: ToldRed,
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
  const [used] = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(sql`${invoices.number} = ${red.number} and ${invoices.code} is not distinct from ${red.code}`)
  return used ? 'number-used' : null
}

/** What was over is under way again for as long as its red invoice is written down, and is of that one's amount. */
async function revive(
  tx: Tx,
  { application, correction, form }: LockedForm,
  { state, formNumber }: Told,
  now: Date,
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
  await moveApplication(tx, application, 'request-return', { at: now, userId: null })
  return {
    application: { ...application, status: 'return-requested' },
    correction: { ...correction, status: 'reversing', amountFen },
    form: live,
  }
}
