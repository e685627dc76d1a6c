import { describe, expect, test, beforeAll, afterAll } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { issueBy, newApproved, newBoundReviewer, newInvoiceNumber } from '@/tests/support/invoices'
import { BUYER } from '@/tests/support/invoicing'
import {
  issuingOf,
  keepBlank,
  LISTED_HEADERS,
  namedRow,
  newMade,
  reportOf,
  sendList,
} from '@/tests/support/made-workbooks'
import { blankWorkbook, listWorkbook } from '@/tests/support/workbook'
import { openWorkbook, rowsOf } from '@/lib/gateway/etax/open-workbook'
import { InvalidInput } from '@/lib/kernel/refusal'
import { discardWorkbook } from './discard-workbook.command'
import { keepReadTemplate } from './keep-template.flow'
import { makeWorkbook } from './make-workbook.flow'
import { storeWorkbook } from './store-workbook.command'
import { getBatch, getBatchFile, getIssuing } from './workbook.queries'

beforeAll(() => issueBy('etax-workbook'))
afterAll(() => issueBy('manual'))

describe('the blank workbook', () => {
  test.each([
    ['workbook-csv', Buffer.from('a,b,c')],
    ['workbook-sheet-missing', listWorkbook(['a'], [])],
    ['workbook-header-missing', blankWorkbook({ without: '税率' })],
    ['workbook-header-unknown', blankWorkbook({ beside: ['新增必填项', '必填'] })],
    ['workbook-not-blank', blankWorkbook({ filled: true })],
  ])('is refused as %s and the former one stays', async (problem, content) => {
    const { sellerId } = await newApproved()
    await keepBlank(sellerId)
    const [before] = await owner`select uploaded_at from etax_templates where seller_id = ${sellerId}`
    const error: unknown = await keepBlank(sellerId, content).catch((thrown: unknown) => thrown)
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
    await keepBlank(one.sellerId)
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
    await keepBlank(sellerId)
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
    const list = listWorkbook(LISTED_HEADERS, [namedRow(made, newInvoiceNumber())])
    expect(await refusalOf(sendList(bound, made.sellerId, list))).toBe('object.not-found')
    const { listId } = await sendList(bound, bound.sellerId, list)
    expect(await reportOf(bound, listId)).toEqual(['other-seller'])
    expect((await getIssuing(bound, made.sellerId)).batches).toEqual([])
    expect(await issuingOf(made)).toMatchObject({ status: 'issuing' })
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
