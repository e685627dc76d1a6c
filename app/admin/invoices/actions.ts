'use server'

import { redirect } from 'next/navigation'
import { approveForIssuing } from '@/lib/billing/invoice/approve-application.flow'
import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { giveUpCorrection } from '@/lib/billing/invoice/give-up-correction.command'
import { recordIssued, type InvoiceUpload } from '@/lib/billing/invoice/record-invoice.flow'
import { recordRedForm } from '@/lib/billing/invoice/record-red-form.command'
import { recordRed } from '@/lib/billing/invoice/record-red-invoice.flow'
import { recordVoid } from '@/lib/billing/invoice/record-void.command'
import { refuseCorrection } from '@/lib/billing/invoice/refuse-correction.command'
import { rejectOrGiveUp } from '@/lib/billing/invoice/reject-application.flow'
import { retryApplication } from '@/lib/billing/invoice/retry-application.command'
import { retryCorrection } from '@/lib/billing/invoice/retry-correction.command'
import { shipApplication } from '@/lib/billing/invoice/ship-application.command'
import { formAction } from '@/lib/web/form-action'
import { fieldsOf, typedValues, type FormState } from '@/lib/web/form-state'

const stay = {
  onDone: (_done: unknown, form: FormData) =>
    redirect(`/admin/invoices/${typedValues(form)['applicationId'] ?? ''}`),
}
const approve = formAction(approveForIssuing, stay)
const reject = formAction(rejectOrGiveUp, stay)
const retry = formAction(retryApplication, stay)
const ship = formAction(shipApplication, stay)
const corrections = {
  approve: formAction(approveCorrection, stay),
  refuse: formAction(refuseCorrection, stay),
  retry: formAction(retryCorrection, stay),
  giveUp: formAction(giveUpCorrection, stay),
  recordForm: formAction(recordRedForm, stay),
  recordVoid: formAction(recordVoid, stay),
}

export async function approveApplicationAction(state: unknown, form: FormData): Promise<FormState> {
  return approve(state, form)
}

export async function rejectApplicationAction(state: unknown, form: FormData): Promise<FormState> {
  return reject(state, form)
}

export async function retryApplicationAction(state: unknown, form: FormData): Promise<FormState> {
  return retry(state, form)
}

export async function shipApplicationAction(state: unknown, form: FormData): Promise<FormState> {
  return ship(state, form)
}

async function uploadsOf(form: FormData): Promise<InvoiceUpload[]> {
  const formats = ['pdf', 'ofd', 'xml'] as const
  const uploads = await Promise.all(
    formats.map(async (format) => {
      const file = form.get(format)
      if (!(file instanceof File) || file.size === 0) return null
      return { format, content: new Uint8Array(await file.arrayBuffer()) }
    }),
  )
  return uploads.filter((upload) => upload !== null)
}

export async function recordInvoiceAction(state: unknown, form: FormData): Promise<FormState> {
  const files = await uploadsOf(form)
  const record = formAction(recordIssued, { ...stay, input: (sent) => ({ ...fieldsOf(sent), files }) })
  return record(state, form)
}

export async function approveCorrectionAction(state: unknown, form: FormData): Promise<FormState> {
  return corrections.approve(state, form)
}

export async function refuseCorrectionAction(state: unknown, form: FormData): Promise<FormState> {
  return corrections.refuse(state, form)
}

export async function retryCorrectionAction(state: unknown, form: FormData): Promise<FormState> {
  return corrections.retry(state, form)
}

export async function giveUpCorrectionAction(state: unknown, form: FormData): Promise<FormState> {
  return corrections.giveUp(state, form)
}

export async function recordRedFormAction(state: unknown, form: FormData): Promise<FormState> {
  return corrections.recordForm(state, form)
}

export async function recordVoidAction(state: unknown, form: FormData): Promise<FormState> {
  return corrections.recordVoid(state, form)
}

export async function recordRedInvoiceAction(state: unknown, form: FormData): Promise<FormState> {
  const files = await uploadsOf(form)
  const record = formAction(recordRed, { ...stay, input: (sent) => ({ ...fieldsOf(sent), files }) })
  return record(state, form)
}
