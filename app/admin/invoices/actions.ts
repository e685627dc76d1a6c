'use server'

import { redirect } from 'next/navigation'
import { addCalendarDay } from '@/lib/billing/calendar/add-calendar-day.command'
import { approveForIssuing } from '@/lib/billing/invoice/approve-application.flow'
import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { giveUpCorrection } from '@/lib/billing/invoice/give-up-correction.command'
import { closeStrayRed } from '@/lib/billing/invoice/close-stray-red.command'
import { discardWorkbook } from '@/lib/billing/invoice/discard-workbook.command'
import { importCalendarYear } from '@/lib/billing/calendar/import-calendar-year.command'
import { issueAgain } from '@/lib/billing/invoice/issue-again.command'
import { makeWorkbook } from '@/lib/billing/invoice/make-workbook.flow'
import { recordIssued, type InvoiceUpload } from '@/lib/billing/invoice/record-invoice.flow'
import { recordRedForm } from '@/lib/billing/invoice/record-red-form.command'
import { recordRed } from '@/lib/billing/invoice/record-red-invoice.flow'
import { recordVoid } from '@/lib/billing/invoice/record-void.command'
import { refuseCorrection } from '@/lib/billing/invoice/refuse-correction.command'
import { rejectOrGiveUp } from '@/lib/billing/invoice/reject-application.flow'
import { removeCalendarDay } from '@/lib/billing/calendar/remove-calendar-day.command'
import { retryApplication } from '@/lib/billing/invoice/retry-application.command'
import { retryCorrection } from '@/lib/billing/invoice/retry-correction.command'
import { revokeLink } from '@/lib/billing/invoice/revoke-link.command'
import { sendInvoicesAgain } from '@/lib/billing/invoice/send-invoices.command'
import { shipApplication } from '@/lib/billing/invoice/ship-application.command'
import { shipSeveral } from '@/lib/billing/invoice/ship-several.command'
import { takeRedLetter } from '@/lib/billing/invoice/take-red-letter.command'
import { formAction } from '@/lib/web/form-action'
import { fieldsOf, typedValues, type FormState } from '@/lib/web/form-state'

const APPLICATIONS = '/admin/invoices'
const stayWith = (done?: string) => ({
  onDone: (_done: unknown, form: FormData) =>
    redirect(
      `${APPLICATIONS}/${typedValues(form)['applicationId'] ?? ''}${done === undefined ? '' : `?done=${done}`}`,
    ),
})
const approve = formAction(approveForIssuing, stayWith())
const reject = formAction(rejectOrGiveUp, stayWith())
const ship = formAction(shipApplication, stayWith('shipped'))
const retry = formAction(retryApplication, stayWith())
const again = formAction(issueAgain, stayWith('again'))
const send = formAction(sendInvoicesAgain, stayWith('sent'))
const revoke = formAction(revokeLink, stayWith('revoked'))
const several = formAction(shipSeveral, {
  onDone: ({ numbers }) => redirect(`${APPLICATIONS}/shipping?shipped=${numbers.length}`),
})
const make = formAction(makeWorkbook, {
  onDone: ({ batchId }) => redirect(`${APPLICATIONS}/workbooks/${batchId}?done=made`),
})
const discard = formAction(discardWorkbook, {
  onDone: ({ batchId }) => redirect(`${APPLICATIONS}/workbooks/${batchId}?done=discarded`),
})
const toYear = (day: string, done: string) =>
  redirect(`${APPLICATIONS}/working-days?year=${day.slice(0, 4)}&done=${done}`)
const addDay = formAction(addCalendarDay, { onDone: ({ day }) => toYear(day, 'added') })
const removeDay = formAction(removeCalendarDay, { onDone: ({ day }) => toYear(day, 'removed') })
const importYear = formAction(importCalendarYear, { onDone: ({ year }) => toYear(year, 'imported') })
const stay = stayWith()
const corrections = {
  approve: formAction(approveCorrection, stay),
  refuse: formAction(refuseCorrection, stay),
  retry: formAction(retryCorrection, stay),
  giveUp: formAction(giveUpCorrection, stay),
  recordForm: formAction(recordRedForm, stay),
  recordVoid: formAction(recordVoid, stay),
  takeRedLetter: formAction(takeRedLetter, stay),
  closeStray: formAction(closeStrayRed, stayWith('stray')),
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

export async function shipSeveralAction(state: unknown, form: FormData): Promise<FormState> {
  return several(state, form)
}

export async function issueAgainAction(state: unknown, form: FormData): Promise<FormState> {
  return again(state, form)
}

export async function sendInvoicesAgainAction(state: unknown, form: FormData): Promise<FormState> {
  return send(state, form)
}

export async function revokeLinkAction(state: unknown, form: FormData): Promise<FormState> {
  return revoke(state, form)
}

export async function makeWorkbookAction(state: unknown, form: FormData): Promise<FormState> {
  return make(state, form)
}

export async function discardWorkbookAction(state: unknown, form: FormData): Promise<FormState> {
  return discard(state, form)
}

export async function addCalendarDayAction(state: unknown, form: FormData): Promise<FormState> {
  return addDay(state, form)
}

export async function removeCalendarDayAction(state: unknown, form: FormData): Promise<FormState> {
  return removeDay(state, form)
}

export async function importCalendarYearAction(state: unknown, form: FormData): Promise<FormState> {
  return importYear(state, form)
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
  const record = formAction(recordIssued, { ...stayWith(), input: (sent) => ({ ...fieldsOf(sent), files }) })
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

export async function takeRedLetterAction(state: unknown, form: FormData): Promise<FormState> {
  return corrections.takeRedLetter(state, form)
}

export async function closeStrayRedAction(state: unknown, form: FormData): Promise<FormState> {
  return corrections.closeStray(state, form)
}

export async function recordRedInvoiceAction(state: unknown, form: FormData): Promise<FormState> {
  const files = await uploadsOf(form)
  const record = formAction(recordRed, { ...stay, input: (sent) => ({ ...fieldsOf(sent), files }) })
  return record(state, form)
}
