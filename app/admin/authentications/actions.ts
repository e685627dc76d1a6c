'use server'

import { redirect } from 'next/navigation'
import { approveAuthentication } from '@/lib/billing/authentication/approve-authentication.command'
import { rejectAuthentication } from '@/lib/billing/authentication/reject-authentication.command'
import { revealIdNumber } from '@/lib/billing/authentication/reveal-id-number.command'
import { isId } from '@/lib/kernel/id'
import { actorFor, answerForm, formAction } from '@/lib/web/form-action'
import { fieldsOf, type FormState } from '@/lib/web/form-state'

const PATH = '/admin/authentications'

/** After a decision the next one opens, as the page that decided knew it. */
function goOn(done: 'approved' | 'rejected', form: FormData): never {
  const next = form.get('next')
  redirect(`${PATH}${isId(next) ? `/${next}` : ''}?done=${done}`)
}

const approve = formAction(approveAuthentication, { onDone: (_done, form) => goOn('approved', form) })
const reject = formAction(rejectAuthentication, { onDone: (_done, form) => goOn('rejected', form) })

export async function approveAuthenticationAction(state: unknown, form: FormData): Promise<FormState> {
  return approve(state, form)
}

export async function rejectAuthenticationAction(state: unknown, form: FormData): Promise<FormState> {
  return reject(state, form)
}

/** The ID number goes to the page that asked and nowhere else: not into an address, not into what was typed. */
export type RevealState = { answer: FormState; idNumber: string | null }

export async function revealIdNumberAction(_state: unknown, form: FormData): Promise<RevealState> {
  let idNumber: string | null = null
  const answer = await answerForm(revealIdNumber.commandName, form, async () => {
    const actor = await actorFor(revealIdNumber.by)
    idNumber = (await revealIdNumber(actor, fieldsOf(form))).idNumber
  })
  return { answer, idNumber }
}
