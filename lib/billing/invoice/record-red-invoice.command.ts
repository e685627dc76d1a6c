import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { dayOf } from '@/lib/kernel/calendar'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { recordRedInvoiceInput } from './correction.input'
import { lockForm } from './correction.load'
import { standingOf } from './correction.rules'
import { finishRed } from './finish-red.step'
import { isElectronic } from './kind.rules'
import { printedNumberProblems } from './printed-number.rules'

/** Writes down a red invoice that was issued by hand from a confirmed form. */
export const recordRedInvoice = command({
  name: 'correction.record-red',
  by: 'admin.invoices.decide',
  input: recordRedInvoiceInput,
  async run({ tx, actor, now }, { formId, number, code, issuedOn, files }) {
    const locked = await lockForm(tx, formId)
    const { application, correction, form } = locked
    await checkNoMember(tx, actor, application.accountId)
    if (application.channel === 'nuonuo') throw new Refusal('correction.by-channel')
    if (!form.live) throw new Refusal('correction.changed-meanwhile')
    if (standingOf(form.state) !== 'confirmed') throw new Refusal('correction.not-confirmed')
    const problems = printedNumberProblems(application.kind, { number, code, issuedOn }, dayOf(now))
    if (problems) throw new InvalidInput(problems)
    const digital = isElectronic(application.kind)
    const red = { number, code: digital ? null : code, issuedOn, files, missing: null }
    await finishRed(tx, locked, red, { userId: actor.userId, now })
    return { application, correction }
  },
  audit: ({ number }, { application, correction }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number, red: number },
  }),
})
