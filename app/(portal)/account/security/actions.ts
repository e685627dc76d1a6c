'use server'

import { redirect } from 'next/navigation'
import { STRANGER } from '@/lib/auth/actor'
import { findStaff, requirePerson } from '@/lib/auth/guards'
import { changeOwnPassword } from '@/lib/billing/account/change-own-password.flow'
import { endOtherSessions } from '@/lib/billing/account/end-other-sessions.command'
import { endSession } from '@/lib/billing/account/end-session.command'
import { answerForm } from '@/lib/web/form-action'
import { fieldsOf, type FormState } from '@/lib/web/form-state'

/** Members and staff have the same page, each on their own side. */
async function backTo(done: string): Promise<never> {
  const path = (await findStaff()) ? '/admin/security' : '/account/security'
  redirect(`${path}?done=${done}`)
}

export async function changePasswordAction(_state: unknown, form: FormData): Promise<FormState> {
  const person = await requirePerson()
  return answerForm('user.change-password', form, async () => {
    await changeOwnPassword(person, fieldsOf(form))
    await backTo('password')
  })
}

/** Ends a session of the person's own list; for a session of anybody else nothing happens. */
export async function endSessionAction(_state: unknown, form: FormData): Promise<FormState> {
  const { userId } = await requirePerson()
  return answerForm('session.end', form, async () => {
    await endSession(STRANGER, { sessionId: form.get('sessionId'), userId })
    await backTo('session')
  })
}

export async function endOtherSessionsAction(_state: unknown, form: FormData): Promise<FormState> {
  const { userId, sessionId } = await requirePerson()
  return answerForm('session.end-others', form, async () => {
    await endOtherSessions(STRANGER, { sessionId, userId })
    await backTo('sessions')
  })
}
