'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { findMember } from '@/lib/auth/guards'
import { getInvoiceStanding } from '@/lib/billing/invoice/quota.queries'
import { submitApplication } from '@/lib/billing/invoice/submit-application.command'
import type { RefusalCode } from '@/lib/kernel/refusal'
import { formAction } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'
import { chosenIn } from './chosen-in'

const submit = formAction(submitApplication, {
  input: chosenIn,
  onDone: ({ applicationId }) => redirect(`/invoices/applications/${applicationId}`),
})

/** What somebody else changed while the page was open is told where it was chosen. */
const FIELDS: Partial<Record<RefusalCode, string>> = {
  'title.changed': 'titleId',
  'title.gone': 'titleId',
  'title.not-authenticated': 'titleId',
  'title.other-kind': 'titleId',
  'address.changed': 'addressChoice',
  'address.gone': 'addressChoice',
}

/**
 * After a refusal the page is drawn anew, with what there is to choose now: a second press works. Not where by now something
 * is missing that must be there before: the page itself would lead away from the sentence that says so.
 */
export async function submitApplicationAction(state: unknown, form: FormData): Promise<FormState> {
  const answer = await submit(state, form)
  if (answer.status !== 'refused') return answer
  const actor = await findMember()
  if (actor && (await getInvoiceStanding(actor)).ready) refresh()
  const field = FIELDS[answer.code]
  return field ? { status: 'invalid', fields: { [field]: answer.message }, values: answer.values } : answer
}
