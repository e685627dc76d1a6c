import { describe, expect, test, beforeAll, afterAll } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import {
  issueBy,
  newApproved,
  newBoundReviewer,
  newInvoiceNumber,
  SELLER_TAX_ID,
  type Approved,
} from '@/tests/support/invoices'
import { BUYER } from '@/tests/support/invoicing'
import { blankWorkbook, ISSUED_HEADERS, listWorkbook } from '@/tests/support/workbook'
import { openWorkbook, rowsOf } from '@/lib/gateway/etax/open-workbook'
import { InvalidInput } from '@/lib/kernel/refusal'
import { discardWorkbook } from './discard-workbook.command'
import { keepReadTemplate } from './keep-template.flow'
import { makeWorkbook } from './make-workbook.flow'
import { readList } from './read-list.flow'
import { storeWorkbook } from './store-workbook.command'
import { getBatch, getBatchFile, getIssuing, getList } from './workbook.queries'

beforeAll(() => issueBy('etax-workbook'))
afterAll(() => issueBy('manual'))

const keep = async (sellerId: string, content: Uint8Array = blankWorkbook()) =>
  keepReadTemplate(await newStaff('reviewer'), { sellerId, name: 'blank.xlsx', content })

/** One application in a workbook that was just made. */
async function newMade() {
  const approved = await newApproved()
  await keep(approved.sellerId)
  const reviewer = await newStaff('reviewer')
  const { batchId } = await makeWorkbook(reviewer, { batchId: newId(), sellerId: approved.sellerId })
  return { ...approved, reviewer, batchId }
}

const issuedRow = (approved: Approved, number: string, changes: Record<number, string> = {}) =>
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

const read = (
  reviewer: Parameters<typeof readList>[0],
  sellerId: string,
  content: Uint8Array,
  listId = newId(),
) => readList(reviewer, { listId, sellerId, name: 'list.xlsx', content })

async function stateOf({ applicationId, invoiceId }: Approved) {
  const [row] =
    await owner`select a.status, a.trouble, i.number, i.issued_on::text as day, i.status as invoice
    from invoice_applications a join invoices i on i.id = ${invoiceId} where a.id = ${applicationId}`
  return row
}

async function reportOf(reviewer: Parameters<typeof getList>[0], listId: string) {
  return (await getList(reviewer, listId)).report.map(({ outcome }) => outcome)
}

/** With the request number each row finds its own invoice, however many are alike. */
const HEADERS = [...ISSUED_HEADERS, '发票流水号']
const named = (approved: Approved, number: string, changes: Record<number, string> = {}) => [
  ...issuedRow(approved, number, changes),
  approved.requestNo,
]

describe('the blank workbook', () => {
  test.each([
    ['workbook-csv', Buffer.from('a,b,c')],
    ['workbook-sheet-missing', listWorkbook(['a'], [])],
    ['workbook-header-missing', blankWorkbook({ without: '税率' })],
    ['workbook-header-unknown', blankWorkbook({ beside: ['新增必填项', '必填'] })],
    ['workbook-not-blank', blankWorkbook({ filled: true })],
  ])('is refused as %s and the former one stays', async (problem, content) => {
    const { sellerId } = await newApproved()
    await keep(sellerId)
    const [before] = await owner`select uploaded_at from etax_templates where seller_id = ${sellerId}`
    const error: unknown = await keep(sellerId, content).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InvalidInput)
    expect((error as InvalidInput).fields).toEqual({ file: problem })
    expect(await owner`select uploaded_at from etax_templates where seller_id = ${sellerId}`).toEqual([
      before,
    ])
  })

  test('is kept by who decides on invoices, for one’s own seller alone, and logged', async () => {
    const { sellerId } = await newApproved()
    const sent = { sellerId, name: 'b.xlsx', content: blankWorkbook() }
    expect(await refusalOf(keepReadTemplate(await newStaff('support'), sent))).toBe('actor.forbidden')
    expect(await refusalOf(keepReadTemplate(await newBoundReviewer(), sent))).toBe('object.not-found')
    const bound = await newBoundReviewer()
    await keepReadTemplate(bound, { ...sent, sellerId: bound.sellerId })
    expect(
      await owner`select from audit_log where command = 'invoice.keep-template' and user_id = ${bound.userId} and refusal is null`,
    ).toHaveLength(1)
  })
})

describe('invoice.make-workbook', () => {
  test('fills a row for what waits, which waits for nothing else then', async () => {
    const made = await newMade()
    const { number, workbook } = await getBatchFile(made.reviewer, made.batchId)
    expect(number).toMatch(/^W\d{6}[0-9A-Z]{6}$/)
    const opened = openWorkbook(workbook)
    if (!opened.ok) throw new Error(opened.problem)
    const texts = (rowsOf(opened.workbook, '1-发票基本信息') ?? []).map(({ cells }) =>
      [...cells.values()].map(({ text }) => text),
    )
    const own = texts.find(([first]) => first === made.requestNo)
    expect(own).toEqual([
      made.requestNo,
      '普通发票',
      '是',
      '否',
      BUYER.name,
      BUYER.taxpayerId,
      'PO 4711',
      'finance@acme.example',
    ])
    const { lines } = await getBatch(made.reviewer, made.batchId)
    expect(lines.find(({ requestNo }) => requestNo === made.requestNo)).toMatchObject({ outcome: 'waiting' })
    const again = { batchId: newId(), sellerId: made.sellerId }
    expect(await refusalOf(makeWorkbook(made.reviewer, again))).toBe('workbook.nothing-waiting')
  })

  test('twenty presses of one form make one workbook; twenty forms put an invoice into one', async () => {
    const one = await newApproved()
    await keep(one.sellerId)
    const reviewer = await newStaff('reviewer')
    const form = { batchId: newId(), sellerId: one.sellerId }
    await Promise.all(Array.from({ length: 20 }, () => makeWorkbook(reviewer, form)))
    expect(await owner`select from issuing_batch_lines where invoice_id = ${one.invoiceId}`).toHaveLength(1)
    expect(
      await owner`select from audit_log where command = 'invoice.make-workbook' and subject_id = ${form.batchId}`,
    ).toHaveLength(1)
    const other = await newApproved()
    const raced = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        makeWorkbook(reviewer, { batchId: newId(), sellerId: other.sellerId }),
      ),
    )
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await owner`select from issuing_batch_lines where invoice_id = ${other.invoiceId}`).toHaveLength(1)
  })

  test('an invoice that another workbook took meanwhile, or that waits no more, is put into none', async () => {
    const made = await newMade()
    await issueBy('manual')
    const byHand = await newApproved()
    await issueBy('etax-workbook')
    const workbook = blankWorkbook()
    for (const { invoiceId, sellerId } of [made, byHand]) {
      const batchId = newId()
      const store = { batchId, sellerId, workbook, lines: [{ invoiceId, row: 4 }] }
      expect(await refusalOf(storeWorkbook(made.reviewer, store))).toBe('workbook.taken-meanwhile')
      expect(await owner`select from issuing_batches where id = ${batchId}`).toHaveLength(0)
    }
  })

  test('needs a blank workbook and the right to, and takes neither paper nor what goes another way', async () => {
    const { sellerId } = await newApproved()
    await owner`delete from etax_templates where seller_id = ${sellerId}`
    const form = { batchId: newId(), sellerId }
    expect(await refusalOf(makeWorkbook(await newStaff('reviewer'), form))).toBe('workbook.no-template')
    expect(await refusalOf(makeWorkbook(await newStaff('finance'), form))).toBe('actor.forbidden')
    await keep(sellerId)
    await makeWorkbook(await newStaff('reviewer'), form)
    await issueBy('manual')
    await newApproved()
    await issueBy('etax-workbook')
    expect(await refusalOf(makeWorkbook(await newStaff('reviewer'), { batchId: newId(), sellerId }))).toBe(
      'workbook.nothing-waiting',
    )
  })

  test('another seller’s reviewer sees no workbook and reads no list of it', async () => {
    const made = await newMade()
    const bound = await newBoundReviewer()
    expect(await refusalOf(getBatch(bound, made.batchId))).toBe('object.not-found')
    expect(await refusalOf(getBatchFile(bound, made.batchId))).toBe('object.not-found')
    expect(await refusalOf(discardWorkbook(bound, made))).toBe('object.not-found')
    const list = listWorkbook(HEADERS, [named(made, newInvoiceNumber())])
    expect(await refusalOf(read(bound, made.sellerId, list))).toBe('object.not-found')
    const { listId } = await read(bound, bound.sellerId, list)
    expect(await reportOf(bound, listId)).toEqual(['other-seller'])
    expect((await getIssuing(bound, made.sellerId)).batches).toEqual([])
    expect(await stateOf(made)).toMatchObject({ status: 'issuing' })
  })

  test('discarded, its invoices go into another one', async () => {
    const made = await newMade()
    await discardWorkbook(made.reviewer, made)
    expect(await refusalOf(discardWorkbook(made.reviewer, made))).toBe('workbook.changed-meanwhile')
    const { batchId } = await makeWorkbook(made.reviewer, { batchId: newId(), sellerId: made.sellerId })
    const { lines } = await getBatch(made.reviewer, batchId)
    expect(lines.map(({ requestNo }) => requestNo)).toContain(made.requestNo)
  })
})
