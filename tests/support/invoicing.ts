import type { MemberActor, StaffActor } from '@/lib/auth/actor'
import { seenAddress, seenAuthentication } from '@/lib/billing/invoice/seen.rules'
import { submitApplication } from '@/lib/billing/invoice/submit-application.command'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newMember, newPaidOrder, newStaff, owner } from './database'

export const BUYER = { name: '杭州云杉科技有限公司', taxpayerId: '91330100799655058B' }

/** The customer is an enterprise whose authentication was approved. */
export async function authenticate(customer: MemberActor, by: StaffActor): Promise<void> {
  const file = newId()
  await owner`insert into files (id, account_id, purpose, name, type, sha256, size, content, uploaded_by)
    values (${file}, ${customer.accountId}, 'licence', 'l.png', 'image/png', ${newId()}, 1, ${Buffer.from('x')}, ${customer.userId})`
  await owner`insert into authentications (id, account_id, kind, status, legal_name, taxpayer_id, licence_id, doubts, submitted_by,
      submitted_at, due_at, decided_by, decided_at)
    values (${newId()}, ${customer.accountId}, 'enterprise', 'authenticated', ${BUYER.name}, ${BUYER.taxpayerId}, ${file}, '{}',
      ${customer.userId}, now(), now(), ${by.userId}, now())`
}

/** An authenticated customer with one paid order of 5,000.00, what of it may be invoiced, and a reviewer. */
export async function newPayer(role: 'owner' | 'viewer' = 'owner') {
  const customer = await newCustomer(role)
  const buyer = role === 'owner' ? customer : await newMember(customer, 'owner')
  const reviewer = await newStaff('reviewer')
  await authenticate(customer, reviewer)
  return { customer, reviewer, ...(await newDocument(buyer)) }
}

/** One more paid order of 5,000.00. */
export async function newDocument(buyer: MemberActor) {
  const orderId = await newPaidOrder(buyer)
  return { orderId, invoiceableId: await invoiceableOf(orderId) }
}

export async function invoiceableOf(orderId: string): Promise<string> {
  const [row] = await owner`select id from invoiceables where order_id = ${orderId}`
  return String(row?.['id'])
}

/** Amount, reserved and invoiced of an invoiceable. */
export const quotaOf = async (id: string) => {
  const [row] = await owner`select amount_fen::text as amount, reserved_fen::text as reserved,
    invoiced_fen::text as invoiced from invoiceables where id = ${id}`
  return ['amount', 'reserved', 'invoiced'].map((column) => String(row?.[column]))
}

/** What the wizard shows of the authentication. */
export const SEEN = seenAuthentication({ kind: 'enterprise', ...BUYER })

/** A kept sending address, as the wizard sends it. */
export async function newAddress({ accountId, userId }: MemberActor) {
  const addressId = newId()
  const address = { recipient: '王芳', phone: '13800138000', detail: '江南大道 1 号', email: 'a@b.example' }
  const region = '浙江省 杭州市 滨江区'
  const { recipient, phone, email, detail } = address
  await owner`insert into sending_addresses (id, account_id, recipient, phone, email, province_code, city_code, district_code,
      region_name, detail, is_default, created_by, created_at)
    values (${addressId}, ${accountId}, ${recipient}, ${phone}, ${email}, '330000', '330100', '330108', ${region}, ${detail}, true,
      ${userId}, now())`
  return { addressId, seenAddress: seenAddress({ ...address, region }) }
}

/** What the two steps of the wizard send. */
export const applicationForm = (invoiceable: string | string[], changes: Record<string, unknown> = {}) => ({
  applicationId: newId(),
  kind: 'e_general',
  invoiceable,
  seenAmountFen: '500000',
  titleFrom: 'authenticated',
  seenTitle: SEEN,
  email: 'finance@acme.example',
  remark: 'PO 4711',
  confirmed: 'on',
  ...changes,
})

export const apply = (customer: MemberActor, invoiceable: string | string[], changes = {}) =>
  submitApplication(customer, applicationForm(invoiceable, changes))

/** The state of an application and of its first invoice, as the database keeps it. */
export async function issuingOf(applicationId: string) {
  const [row] =
    await owner`select a.status, a.trouble, a.channel, a.queries, a.next_query_at as next, i.id as "invoiceId",
      i.status as invoice, i.number, i.code, i.trouble as doubt, i.asked_at as asked, i.request_no as "requestNo",
      i.channel_serial as serial,
      (select array_agg(f.format order by f.format) from invoice_files f where f.invoice_id = i.id) as files,
      (select count(*)::int from outbox o where o.payload::text like '%invoice-issued:' || i.id || '%') as mails
    from invoice_applications a join invoices i on i.application_id = a.id
    where a.id = ${applicationId} order by i.sequence limit 1`
  if (!row) throw new Error('there is no such application')
  return row as unknown as {
    [
      Name in
        'status' | 'trouble' | 'channel' | 'invoice' | 'number' | 'code' | 'doubt' | 'requestNo' | 'serial'
    ]: string | null
  } & {
    queries: number
    next: Date | null
    asked: Date | null
    files: string[] | null
    mails: number
    invoiceId: string
  }
}

/** Makes the next question due: the pauses are left out. */
export async function dueNow(applicationId: string): Promise<void> {
  await owner`update invoice_applications set next_query_at = now() where id = ${applicationId} and next_query_at is not null`
}
