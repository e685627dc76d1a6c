'use server'

import { redirect } from 'next/navigation'
import { cancelCorrection } from '@/lib/billing/invoice/cancel-correction.command'
import { requestCorrection } from '@/lib/billing/invoice/request-correction.command'
import { sendToMyself } from '@/lib/billing/invoice/send-to-myself.command'
import { withdrawApplication } from '@/lib/billing/invoice/withdraw-application.command'
import { formAction } from '@/lib/web/form-action'
import { typedValues, type FormState } from '@/lib/web/form-state'

const stay = {
  onDone: (_done: unknown, form: FormData) =>
    redirect(`/invoices/applications/${typedValues(form)['applicationId'] ?? ''}`),
}
const withdraw = formAction(withdrawApplication, stay)
const correct = formAction(requestCorrection, stay)
const cancel = formAction(cancelCorrection, stay)

const send = formAction(sendToMyself, {
  onDone: (_done, form) =>
    redirect(`/invoices/applications/${typedValues(form)['applicationId'] ?? ''}?done=sent`),
})

export async function withdrawApplicationAction(state: unknown, form: FormData): Promise<FormState> {
  return withdraw(state, form)
}

export async function requestCorrectionAction(state: unknown, form: FormData): Promise<FormState> {
  return correct(state, form)
}

export async function cancelCorrectionAction(state: unknown, form: FormData): Promise<FormState> {
  return cancel(state, form)
}

export async function sendToMyselfAction(state: unknown, form: FormData): Promise<FormState> {
  return send(state, form)
}
