'use server'

import { redirect } from 'next/navigation'
import { withdrawApplication } from '@/lib/billing/invoice/withdraw-application.command'
import { formAction } from '@/lib/web/form-action'
import { typedValues, type FormState } from '@/lib/web/form-state'

const withdraw = formAction(withdrawApplication, {
  onDone: (_done, form) => redirect(`/invoices/applications/${typedValues(form)['applicationId'] ?? ''}`),
})

export async function withdrawApplicationAction(state: unknown, form: FormData): Promise<FormState> {
  return withdraw(state, form)
}
