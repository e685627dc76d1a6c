'use server'

import { redirect } from 'next/navigation'
import { approveForIssuing } from '@/lib/billing/invoice/approve-application.flow'
import { recordIssued, type InvoiceUpload } from '@/lib/billing/invoice/record-invoice.flow'
import { rejectOrGiveUp } from '@/lib/billing/invoice/reject-application.flow'
import { retryApplication } from '@/lib/billing/invoice/retry-application.command'
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
