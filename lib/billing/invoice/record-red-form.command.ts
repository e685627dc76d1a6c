import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { recordRedFormInput } from './correction.input'
import { lockForm } from './correction.load'
import { standingOf } from './correction.rules'
import { tellForm } from './tell-red-form.step'

/** The office writes down what the tax bureau shows of a form that was entered there by hand. */
export const recordRedForm = command({
  name: 'correction.record-form',
  by: 'admin.invoices.decide',
  input: recordRedFormInput,
  async run({ tx, actor, now }, { formId, state, formNumber, expiresAt }) {
    const locked = await lockForm(tx, formId)
    const { application, correction, form } = locked
    await checkNoMember(tx, actor, application.accountId)
    if (application.channel === 'nuonuo') throw new Refusal('correction.by-channel')
    if (standingOf(form.state) === 'confirmed') throw new Refusal('correction.changed-meanwhile')
    const number = formNumber === '' ? form.formNumber : formNumber
    if (standingOf(state) === 'confirmed' && number === null)
      throw new InvalidInput({ formNumber: 'form-number-required' })
    const ends = expiresAt === '' ? null : new Date(`${expiresAt}:00+08:00`)
    await tellForm(tx, locked, { state, formNumber: number, expiresAt: ends, why: null }, now)
    return { application, correction }
  },
  audit: ({ state, formNumber }, { application, correction }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { correction: correction.number, state, form: formNumber },
  }),
})
