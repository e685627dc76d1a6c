'use server'

import { redirect } from 'next/navigation'
import { submitApplication } from '@/lib/billing/invoice/submit-application.command'
import { formAction } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'

const submit = formAction(submitApplication, {
  onDone: ({ applicationId }) => redirect(`/invoices/applications/${applicationId}`),
})

export async function submitApplicationAction(state: unknown, form: FormData): Promise<FormState> {
  return submit(state, form)
}
