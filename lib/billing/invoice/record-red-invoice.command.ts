import 'server-only'
import type { Tx } from '@/db/client'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { dayOf } from '@/lib/kernel/calendar'
import { negate } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { recordRedInvoiceInput } from './correction.input'
import { loadInvoice, lockForm, type LockedForm } from './correction.load'
import { standingOf } from './correction.rules'
import { finishRed, type Red } from './finish-red.step'
import { isElectronic } from './kind.rules'
import { isNumberUsed, placeRed } from './place-red.step'
import { printedNumberProblems } from './printed-number.rules'

/**
 * Writes down a red invoice that was issued by hand from a confirmed form. One whose form is over here came all the same:
 * it reverses its blue invoice where that one stands, else it waits for a person.
 */
export const recordRedInvoice = command({
  name: 'correction.record-red',
  by: 'admin.invoices.decide',
  input: recordRedInvoiceInput,
  async run({ tx, actor, now }, { formId, number, code, issuedOn, files }) {
    const locked = await lockForm(tx, formId)
    const { application, correction, form } = locked
    await checkNoMember(tx, actor, application.accountId)
    if (application.channel === 'nuonuo') throw new Refusal('correction.by-channel')
    if (form.live && standingOf(form.state) !== 'confirmed') throw new Refusal('correction.not-confirmed')
    const problems = printedNumberProblems(application.kind, { number, code, issuedOn }, dayOf(now))
    if (problems) throw new InvalidInput(problems)
    const digital = isElectronic(application.kind)
    const red = { number, code: digital ? null : code, issuedOn, files, missing: null }
    const by = { userId: actor.userId, now }
    if (form.live) await finishRed(tx, locked, red, by)
    const late = form.live ? null : await placeLate(tx, locked, red, by)
    return { application, correction, late }
  },
  audit: ({ number }, { application, correction, late }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number, red: number, ...(late ? { late } : {}) },
  }),
})

/** The other side has confirmed what was given up here; the office saw it no sooner than its red invoice. */
async function placeLate(tx: Tx, locked: LockedForm, red: Red, by: { userId: string; now: Date }) {
  const { form } = locked
  const own = await loadInvoice(tx, form.redInvoiceId)
  if (own?.status === 'issued' && own.number === red.number) throw new Refusal('correction.changed-meanwhile')
  // A number that is used may be mistyped, and whoever typed it is here to be told.
  if (await isNumberUsed(tx, red)) throw new Refusal('invoice.number-used')
  const told = { state: '04' as const, formNumber: form.formNumber, expiresAt: null, why: null }
  return placeRed(tx, locked, { ...told, red: { ...red, amountFen: negate(form.amountFen) } }, by)
}
