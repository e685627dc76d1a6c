import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { recordRedForm } from '@/lib/billing/invoice/record-red-form.command'
import { recordRedInvoice } from '@/lib/billing/invoice/record-red-invoice.command'
import { requestCorrection } from '@/lib/billing/invoice/request-correction.command'
import { submitApplication } from '@/lib/billing/invoice/submit-application.command'
import type { StaffActor } from '@/lib/auth/actor'
import { newId } from '@/lib/kernel/id'
import { newStaff, owner } from './database'
import { formsOf, freshNumber, issue, PDF, type newInvoiced } from './issued-invoices'
import { applicationForm, newAddress, newPayer } from './invoicing'

export type Invoiced = Awaited<ReturnType<typeof newInvoiced>>

export const wish = (applicationId: string, changes: Record<string, unknown> = {}) => ({
  correctionId: newId(),
  applicationId,
  reason: 'issued-in-error',
  note: '抬头有误',
  ...changes,
})

/** A customer's wish, which a reviewer has approved; its one form. */
export async function approved({ customer, reviewer, applicationId }: Invoiced, changes = {}) {
  const asked = wish(applicationId, changes)
  await requestCorrection(customer, asked)
  await approveCorrection(reviewer, { correctionId: asked.correctionId, method: 'red-letter' })
  const [form] = await formsOf(asked.correctionId)
  return { correctionId: asked.correctionId, formId: String(form?.['id']) }
}

export const confirm = (reviewer: Invoiced['reviewer'], formId: string) =>
  recordRedForm(reviewer, { formId, state: '01', formNumber: freshNumber() })

export const red = (formId: string, changes: Record<string, unknown> = {}) => ({
  formId,
  number: freshNumber(),
  issuedOn: '2026-11-22',
  files: [PDF],
  ...changes,
})

export async function auditOf(command: string, subject: string) {
  return owner`select from audit_log where command = ${command} and subject_id = ${subject}`
}

/** A customer with an issued invoice of 5,000.00 on paper. */
export async function newPaper(): Promise<Invoiced> {
  const payer = await newPayer()
  const address = await newAddress(payer.customer)
  const form = applicationForm(payer.invoiceableId, { kind: 'paper_general', ...address })
  const applied = await submitApplication(payer.customer, form)
  await issue(payer.reviewer, applied.applicationId)
  return { ...payer, ...applied }
}

export async function boundReviewer(sellerId: string) {
  const actor = await newStaff('reviewer')
  await owner`update staff set seller_id = ${sellerId} where user_id = ${actor.userId}`
  return { ...actor, sellerId }
}

export async function newSeller(): Promise<string> {
  const id = newId()
  await owner`insert into sellers select s.* from jsonb_populate_record(null::sellers,
    (select to_jsonb(s) from sellers s limit 1) || ${owner.json({ id, code: `s-${id.slice(-8)}` })}) s`
  return id
}

export async function sellerOf(applicationId: string): Promise<string> {
  const [row] = await owner`select seller_id from invoice_applications where id = ${applicationId}`
  return String(row?.['seller_id'])
}

/** Confirms every form of an approved correction and writes its red invoices down. */
export async function reverse(reviewer: StaffActor, correctionId: string): Promise<void> {
  for (const form of await formsOf(correctionId)) {
    if (!form['live'] || form['red_number']) continue
    await confirm(reviewer, String(form['id']))
    await recordRedInvoice(reviewer, red(String(form['id'])))
  }
}

/** The first invoice of an application. */
export async function paperOf(applicationId: string): Promise<string> {
  const [row] =
    await owner`select id from invoices where application_id = ${applicationId} and colour = 'blue' order by sequence`
  return String(row?.['id'])
}

/** A customer with two issued invoices on paper, of 3,180.00 and 1,820.00, and the wish to have them corrected. */
export async function newPapers(channel: 'nuonuo' | null) {
  const [limit] = await owner`select per_invoice_fen::text as fen from seller_invoicing limit 1`
  await owner`update seller_invoicing set per_invoice_fen = 300000`
  const paper = await newPaper()
  await owner`update seller_invoicing set per_invoice_fen = ${String(limit?.['fen'])}`
  if (channel)
    await owner`update invoice_applications set channel = ${channel} where id = ${paper.applicationId}`
  const rows =
    await owner`select id, number from invoices where application_id = ${paper.applicationId} order by sequence`
  const papers = rows.map((row) => ({ id: String(row['id']), number: String(row['number']) }))
  const [first, second] = papers
  if (!first || !second || papers.length > 2) throw new Error('there have to be two')
  return { ...paper, first, second }
}
