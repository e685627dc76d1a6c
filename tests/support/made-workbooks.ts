import { newId } from '@/lib/kernel/id'
import { keepReadTemplate } from '@/lib/billing/invoice/keep-template.flow'
import { makeWorkbook } from '@/lib/billing/invoice/make-workbook.flow'
import { readList } from '@/lib/billing/invoice/read-list.flow'
import { getList } from '@/lib/billing/invoice/workbook.queries'
import { newStaff, owner } from './database'
import { newApproved, SELLER_TAX_ID, type Approved } from './invoices'
import { BUYER } from './invoicing'
import { blankWorkbook, ISSUED_HEADERS } from './workbook'

export const keepBlank = async (sellerId: string, content: Uint8Array = blankWorkbook()) =>
  keepReadTemplate(await newStaff('reviewer'), { sellerId, name: 'blank.xlsx', content })

/** One application in a workbook that was just made. */
export async function newMade() {
  const approved = await newApproved()
  await keepBlank(approved.sellerId)
  const reviewer = await newStaff('reviewer')
  const { batchId } = await makeWorkbook(reviewer, { batchId: newId(), sellerId: approved.sellerId })
  return { ...approved, reviewer, batchId }
}

export const issuedRow = (approved: Approved, number: string, changes: Record<number, string> = {}) =>
  [
    number,
    SELLER_TAX_ID,
    BUYER.taxpayerId,
    BUYER.name,
    '2026-11-29 09:00:00',
    '283.02',
    '5000.00',
    '正常',
    '是',
  ].map((text, at) => changes[at] ?? text)

export const sendList = (
  reviewer: Parameters<typeof readList>[0],
  sellerId: string,
  content: Uint8Array,
  listId = newId(),
) => readList(reviewer, { listId, sellerId, name: 'list.xlsx', content })

export async function issuingOf({ applicationId, invoiceId }: Approved) {
  const [row] =
    await owner`select a.status, a.trouble, i.number, i.issued_on::text as day, i.status as invoice
    from invoice_applications a join invoices i on i.id = ${invoiceId} where a.id = ${applicationId}`
  return row
}

export async function reportOf(reviewer: Parameters<typeof getList>[0], listId: string) {
  return (await getList(reviewer, listId)).report.map(({ outcome }) => outcome)
}

/** With the request number each row finds its own invoice, however many are alike. */
export const LISTED_HEADERS = [...ISSUED_HEADERS, '发票流水号']
export const namedRow = (approved: Approved, number: string, changes: Record<number, string> = {}) => [
  ...issuedRow(approved, number, changes),
  approved.requestNo,
]
