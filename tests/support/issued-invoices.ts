import type { StaffActor } from '@/lib/auth/actor'
import { approveApplication } from '@/lib/billing/invoice/approve-application.command'
import { recordInvoice } from '@/lib/billing/invoice/record-invoice.command'
import { dayOf } from '@/lib/kernel/calendar'
import { owner } from './database'
import { apply, newPayer } from './invoicing'

let counted = 0
/** An invoice number that no other test uses. */
export function freshNumber(digits: 8 | 20 = 20): string {
  counted++
  const random = String(Math.floor(Math.random() * 1e9)).padStart(9, '0')
  return digits === 20
    ? `2631${random}${String(counted).padStart(7, '0')}`
    : `${random}${counted}`.slice(-8).padStart(8, '1')
}

export const PDF = { format: 'pdf' as const, content: new Uint8Array(Buffer.from('%PDF-1.7')) }

/** Approves an application and writes its invoices down. */
export async function issue(reviewer: StaffActor, applicationId: string): Promise<void> {
  await approveApplication(reviewer, { applicationId })
  await recordAll(reviewer, applicationId)
}

export async function recordAll(reviewer: StaffActor, applicationId: string): Promise<void> {
  const pending =
    await owner`select i.id, a.kind from invoices i join invoice_applications a on a.id = i.application_id
    where a.id = ${applicationId} and i.status = 'pending' and i.colour = 'blue'`
  for (const { id, kind } of pending) {
    const paper = String(kind).startsWith('paper')
    await recordInvoice(reviewer, {
      invoiceId: id as string,
      number: freshNumber(paper ? 8 : 20),
      ...(paper ? { code: '0310026001' } : {}),
      issuedOn: dayOf(new Date()),
      files: paper ? [] : [PDF],
    })
  }
}

/** A customer with an issued invoice of 5,000.00. */
export async function newInvoiced(changes: Record<string, unknown> = {}) {
  const payer = await newPayer()
  const { applicationId, number } = await apply(payer.customer, payer.invoiceableId, changes)
  await issue(payer.reviewer, applicationId)
  return { ...payer, applicationId, number }
}

/** Amount, reserved, invoiced and held of a row of the quota, in fen. */
export async function quotaOf(id: string): Promise<string[]> {
  const [row] = await owner`select amount_fen::text as amount, reserved_fen::text as reserved,
    invoiced_fen::text as invoiced, held_fen::text as held from invoiceables where id = ${id}`
  return ['amount', 'reserved', 'invoiced', 'held'].map((column) => String(row?.[column]))
}

export async function statusOf(applicationId: string): Promise<string> {
  const [row] = await owner`select status from invoice_applications where id = ${applicationId}`
  return String(row?.['status'])
}

export async function correctionOf(applicationId: string) {
  const [row] =
    await owner`select * from corrections where application_id = ${applicationId} order by requested_at desc, id desc limit 1`
  return row ?? {}
}

export async function formsOf(correctionId: string) {
  return owner`select f.*, i.number as red_number from red_forms f join invoices i on i.id = f.red_invoice_id
    where f.correction_id = ${correctionId} order by f.request_no`
}

const TABLES = [
  'invoice_applications',
  'invoice_claims',
  'application_events',
  'invoices',
  'corrections',
  'red_forms',
]

/** How many rows of an application each table has. */
export async function rowsOf(applicationId: string): Promise<Record<string, number>> {
  const counted = TABLES.map(async (table) => {
    const column = table === 'invoice_applications' ? 'id' : 'application_id'
    const [row] =
      await owner`select count(*)::int as rows from ${owner(table)} where ${owner(column)} = ${applicationId}`
    return [table, Number(row?.['rows'])] as const
  })
  const files =
    await owner`select from invoice_files f join invoices i on i.id = f.invoice_id where i.application_id = ${applicationId}`
  const links =
    await owner`select from download_links l join invoices i on i.id = l.invoice_id where i.application_id = ${applicationId}`
  const all = [...(await Promise.all(counted)), ['files', files.length], ['links', links.length]] as const
  return Object.fromEntries(all.filter(([, rows]) => rows > 0))
}
