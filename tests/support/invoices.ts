import type { MemberActor, StaffActor } from '@/lib/auth/actor'
import { staffActor } from '@/lib/auth/actor'
import { approveApplication } from '@/lib/billing/invoice/approve-application.command'
import { submitApplication } from '@/lib/billing/invoice/submit-application.command'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newPaidOrder, newStaff, owner } from './database'

export const BUYER = { name: '杭州云杉科技有限公司', taxpayerId: '91330100799655058B' }
/** The seller of the tests' catalog. */
export const SELLER_TAX_ID = '91330100799655058B'

/** An authenticated customer with one paid order of 5,000.00, and what of it may be invoiced. */
export async function newPayer(): Promise<{ customer: MemberActor; invoiceableId: string }> {
  const customer = await newCustomer()
  const reviewer = await newStaff('reviewer')
  const file = newId()
  await owner`insert into files (id, account_id, purpose, name, type, sha256, size, content, uploaded_by)
    values (${file}, ${customer.accountId}, 'licence', 'l.png', 'image/png', ${newId()}, 1, ${Buffer.from('x')}, ${customer.userId})`
  await owner`insert into authentications (id, account_id, kind, status, legal_name, taxpayer_id, licence_id, doubts, submitted_by,
      submitted_at, due_at, decided_by, decided_at)
    values (${newId()}, ${customer.accountId}, 'enterprise', 'authenticated', ${BUYER.name}, ${BUYER.taxpayerId}, ${file}, '{}',
      ${customer.userId}, now(), now(), ${reviewer.userId}, now())`
  const orderId = await newPaidOrder(customer)
  const [row] = await owner`select id from invoiceables where order_id = ${orderId}`
  return { customer, invoiceableId: String(row?.['id']) }
}

/** Submits an application, for an electronic invoice unless told otherwise. */
export async function apply(
  { customer, invoiceableId }: Awaited<ReturnType<typeof newPayer>>,
  changes: Record<string, unknown> = {},
): Promise<{ applicationId: string; number: string }> {
  return submitApplication(customer, {
    applicationId: newId(),
    kind: 'e_general',
    invoiceable: invoiceableId,
    seenAmountFen: '500000',
    titleFrom: 'authenticated',
    email: 'finance@acme.example',
    remark: 'PO 4711',
    confirmed: 'on',
    ...changes,
  })
}

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
  const applied = await apply(payer, changes)
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
  { applicationId, invoiceId }: Pick<Approved, 'applicationId' | 'invoiceId'>,
  pdf = '%PDF-1.7 test',
): Promise<string> {
  const number = newInvoiceNumber()
  await owner`update invoices set status = 'issued', number = ${number}, issued_on = '2026-11-20' where id = ${invoiceId}`
  await owner`update invoice_applications set status = 'issued', issued_at = now() where id = ${applicationId}`
  // What it had reserved is invoiced: the books are checked.
  await owner`update invoiceables i set reserved_fen = reserved_fen - c.amount_fen, invoiced_fen = invoiced_fen + c.amount_fen
    from invoice_claims c where c.invoiceable_id = i.id and c.application_id = ${applicationId}`
  if (pdf)
    await owner`insert into invoice_files (id, account_id, invoice_id, format, content, sha256, added_at)
      select ${newId()}, account_id, id, 'pdf', ${Buffer.from(pdf)}, 'x', now() from invoices where id = ${invoiceId}`
  return number
}
