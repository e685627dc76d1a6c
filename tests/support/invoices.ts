import type { MemberActor, StaffActor } from '@/lib/auth/actor'
import { staffActor } from '@/lib/auth/actor'
import { approveApplication } from '@/lib/billing/invoice/approve-application.command'
import { newId } from '@/lib/kernel/id'
import { newStaff, owner } from './database'
import { apply, newPayer } from './invoicing'

/** The seller of the tests' catalog. */
export const SELLER_TAX_ID = '91330100799655058B'

export type Approved = {
  customer: MemberActor
  applicationId: string
  number: string
  invoiceId: string
  requestNo: string
  sellerId: string
}

/** An application of its own, approved and not issued; by the way that its seller has chosen. */
export async function newApproved(changes: Record<string, unknown> = {}): Promise<Approved> {
  const payer = await newPayer()
  const applied = await apply(payer.customer, payer.invoiceableId, changes)
  await approveApplication(await newStaff('reviewer'), applied)
  const [row] = await owner<{ id: string; request_no: string; seller_id: string }[]>`
    select i.id, i.request_no, a.seller_id from invoices i join invoice_applications a on a.id = i.application_id
    where a.id = ${applied.applicationId}`
  return {
    customer: payer.customer,
    ...applied,
    invoiceId: row?.id ?? '',
    requestNo: row?.request_no ?? '',
    sellerId: row?.seller_id ?? '',
  }
}

/** Has every electronic kind of every seller issued by one way. */
export async function issueBy(channel: 'manual' | 'etax-workbook'): Promise<void> {
  await owner`update seller_invoicing set channels = ${owner.json({ e_general: channel, e_special: channel })}`
}

/** A reviewer bound to a provider of their own: another seller's, seen from the platform's invoices. */
export async function newBoundReviewer(): Promise<StaffActor & { sellerId: string }> {
  const reviewer = await newStaff('reviewer')
  const sellerId = newId()
  await owner`insert into sellers (id, code, name_en, name_zh, is_platform)
    values (${sellerId}, ${`m-${sellerId}`}, 'DB Maker', '数匠', false)`
  await owner`insert into seller_invoicing (seller_id, legal_name, taxpayer_id, address, phone, bank_name, bank_account, clerk,
      rates, per_invoice_fen, channels)
    values (${sellerId}, '数匠', '91110108MA01C8JP2P', '北京市', '010-65001234', '招商银行', '121938475610302', '周然',
      ${['0.06']}, 10000000, '{}')`
  await owner`update staff set seller_id = ${sellerId} where user_id = ${reviewer.userId}`
  return staffActor({ ...reviewer, sellerId }) as StaffActor & { sellerId: string }
}

let issued = 0
/** A number that no other test has. */
export function newInvoiceNumber(): string {
  issued++
  return `26312${String(process.pid).padStart(7, '0')}${String(issued).padStart(8, '0')}`
}

/** Writes down that an invoice was issued, with a PDF of its own, behind the product's back. */
export async function markIssued(
  { applicationId, invoiceId }: Approved,
  pdf = '%PDF-1.7 test',
): Promise<string> {
  const number = newInvoiceNumber()
  await owner`update invoices set status = 'issued', number = ${number}, issued_on = '2026-11-20' where id = ${invoiceId}`
  await markConsumed(applicationId)
  if (pdf)
    await owner`insert into invoice_files (id, account_id, invoice_id, format, content, sha256, added_at)
      select ${newId()}, account_id, id, 'pdf', ${Buffer.from(pdf)}, 'x', now() from invoices where id = ${invoiceId}`
  return number
}

/** An application's invoices have numbers and what it had reserved is invoiced, behind the product's back. */
export async function markConsumed(applicationId: string): Promise<void> {
  const waiting = await owner<{ id: string }[]>`
    select id from invoices where application_id = ${applicationId} and status = 'pending'`
  for (const { id } of waiting)
    await owner`update invoices set status = 'issued', number = ${newInvoiceNumber()}, issued_on = '2026-11-20' where id = ${id}`
  await owner`update invoice_applications set status = 'issued', issued_at = now() where id = ${applicationId}`
  await owner`update invoiceables q set reserved_fen = q.reserved_fen - c.amount_fen, invoiced_fen = q.invoiced_fen + c.amount_fen
    from invoice_claims c where c.invoiceable_id = q.id and c.application_id = ${applicationId} and c.live`
}
