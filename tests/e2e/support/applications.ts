import { randomUUID } from 'node:crypto'
import type { FreshAccount } from './accounts'
import { database } from './product'

export const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n'
export const BUYER = { name: '旅程科技有限公司', taxpayerId: '91330100799655058B' }

export type Told = { applicationId: string; number: string; invoiceId: string; requestNo: string }

let told = 0
/** An application of an account's own, told behind the product's back: issued or about to be. */
export async function tell(
  { accountId, email }: FreshAccount,
  {
    kind,
    status,
    pdf = false,
  }: { kind: 'e_general' | 'paper_general'; status: 'issuing' | 'issued'; pdf?: boolean },
): Promise<Told> {
  const sql = database()
  const [applicationId, invoiceId] = [randomUUID(), randomUUID()]
  const number = `A261120${String(process.pid).slice(-4).padStart(4, '0')}${String(++told).padStart(4, '0')}`
  const title = {
    kind: 'enterprise',
    ...BUYER,
    bankName: null,
    bankAccount: null,
    registeredAddress: null,
    registeredPhone: null,
  }
  const delivery =
    kind === 'e_general'
      ? { by: 'mail', email }
      : {
          by: 'courier',
          recipient: '王芳',
          phone: '13800138000',
          region: '浙江省 杭州市',
          detail: '江南大道 1 号',
          email,
        }
  const [row] = await sql<{ user_id: string; seller_id: string; clerk: string }[]>`
    select u.id as user_id, s.id as seller_id from users u, sellers s where u.email = ${email} and s.is_platform`
  await sql`insert into invoice_applications (id, number, account_id, status, kind, section, seller_id, amount_fen, title, delivery,
      lines, remark, policy_version, submitted_by, submitted_at, due_at, delivery_due_at, channel, issued_at)
    values (${applicationId}, ${number}, ${accountId}, ${status}, ${kind}, 'own', ${row?.seller_id ?? ''}, 500000, ${sql.json(title)},
      ${sql.json(delivery)}, '[]', '', 1, ${row?.user_id ?? ''}, now() - interval '2 days', now(), now() - interval '1 day',
      ${kind === 'e_general' ? 'etax-workbook' : 'manual'}, ${status === 'issued' ? new Date() : null})`
  const issued = status === 'issued'
  const line = {
    name: '认证服务费',
    taxCode: '3040205000000000000',
    taxTreatment: '0.06',
    amountFen: '500000',
  }
  await sql`insert into invoices (id, account_id, application_id, sequence, colour, status, amount_fen, tax_fen, lines, code, number,
      issued_on, request_no)
    values (${invoiceId}, ${accountId}, ${applicationId}, 1, 'blue', ${issued ? 'issued' : 'pending'}, 500000, 28302,
      ${sql.json([line])}, ${issued && kind === 'paper_general' ? '3300123456' : null},
      ${issued ? (kind === 'e_general' ? newNumber() : String(Math.random()).slice(2, 10).padEnd(8, '7')) : null},
      ${issued ? '2026-11-20' : null}, ${`${number}001`})`
  if (pdf)
    await sql`insert into invoice_files (id, account_id, invoice_id, format, content, sha256, added_at)
      values (${randomUUID()}, ${accountId}, ${invoiceId}, 'pdf', ${Buffer.from(PDF)}, 'x', now())`
  return { applicationId, number, invoiceId, requestNo: `${number}001` }
}

/** A number that no other test has. */
export const newNumber = () => `26312${String(Date.now()).slice(-9)}${String(Math.random()).slice(2, 8)}`
