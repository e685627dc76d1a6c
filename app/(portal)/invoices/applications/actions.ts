'use server'

import { redirect } from 'next/navigation'
import { sendToMyself } from '@/lib/billing/invoice/send-to-myself.command'
import { withdrawApplication } from '@/lib/billing/invoice/withdraw-application.command'
import { formAction } from '@/lib/web/form-action'
import { typedValues, type FormState } from '@/lib/web/form-state'

const withdraw = formAction(withdrawApplication, {
  onDone: (_done, form) => redirect(`/invoices/applications/${typedValues(form)['applicationId'] ?? ''}`),
})

const send = formAction(sendToMyself, {
  onDone: (_done, form) =>
    redirect(`/invoices/applications/${typedValues(form)['applicationId'] ?? ''}?done=sent`),
})

export async function withdrawApplicationAction(state: unknown, form: FormData): Promise<FormState> {
  return withdraw(state, form)
}

export async function sendToMyselfAction(state: unknown, form: FormData): Promise<FormState> {
  return send(state, form)
}
