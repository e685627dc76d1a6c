'use server'

import { redirect } from 'next/navigation'
import { submitAuthentication } from '@/lib/billing/authentication/submit-authentication.command'
import { formAction } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'

const submit = formAction(submitAuthentication, { onDone: () => redirect('/account/authentication') })

export async function submitAuthenticationAction(state: unknown, form: FormData): Promise<FormState> {
  return submit(state, form)
}
