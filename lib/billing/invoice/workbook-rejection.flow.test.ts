import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { owner, refusalOf } from '@/tests/support/database'
import { issueBy, newInvoiceNumber } from '@/tests/support/invoices'
import {
  issuingOf,
  LISTED_HEADERS,
  namedRow,
  newMade,
  reportOf,
  sendList,
} from '@/tests/support/made-workbooks'
import { FAILURE_HEADERS, listWorkbook } from '@/tests/support/workbook'
import { discardWorkbook } from './discard-workbook.command'
import { rejectApplication } from './reject-application.command'

beforeAll(() => issueBy('etax-workbook'))
afterAll(() => issueBy('manual'))

const reserved = async (applicationId: string) => {
  const [row] = await owner`select q.reserved_fen::text as reserved from invoiceables q
    join invoice_claims c on c.invoiceable_id = q.id where c.application_id = ${applicationId}`
  return String(row?.['reserved'])
}

const failed = (requestNo: string) => listWorkbook(FAILURE_HEADERS, [['1', requestNo, '限额']])

/** Two invoices of one application stand in a workbook, and the bureau has told of the second one's failure alone. */
async function newHalfTold() {
  await owner`update seller_invoicing set per_invoice_fen = 300000`
  try {
    const made = await newMade()
    const [second] =
      await owner`select request_no from invoices where application_id = ${made.applicationId} and sequence = 2`
    await sendList(made.reviewer, made.sellerId, failed(String(second?.['request_no'])))
    return made
  } finally {
    await owner`update seller_invoicing set per_invoice_fen = 10000000`
  }
}

describe('an application with an invoice whose result nobody has told', () => {
  test('is not given up: that one may be issued, and its yuan would be free', async () => {
    const { reviewer, applicationId, batchId } = await newHalfTold()
    const given = { applicationId, reason: '限额' }
    expect(await refusalOf(rejectApplication(reviewer, given))).toBe('application.in-workbook')
    expect(await reserved(applicationId)).toBe('500000')
    await discardWorkbook(reviewer, { batchId })
    await rejectApplication(reviewer, given)
    expect(await reserved(applicationId)).toBe('0')
  })
})

describe('an invoice of an application that was given up', () => {
  test('is told in the report of a list that names it, and harms no other row', async () => {
    const [over, open] = [await newMade(), await newMade()]
    await sendList(over.reviewer, over.sellerId, failed(over.requestNo))
    await rejectApplication(over.reviewer, { applicationId: over.applicationId, reason: '限额' })
    const list = listWorkbook(LISTED_HEADERS, [
      namedRow(over, newInvoiceNumber()),
      namedRow(open, newInvoiceNumber()),
    ])
    const { listId } = await sendList(open.reviewer, open.sellerId, list, newId())
    expect(await reportOf(open.reviewer, listId)).toEqual(['not-waiting', 'recorded'])
    expect(await issuingOf(over)).toMatchObject({ status: 'rejected', invoice: 'pending', number: null })
    expect(await issuingOf(open)).toMatchObject({ status: 'issued' })
  })

  test('is not recorded where several of its application would be, either', async () => {
    const { reviewer, sellerId, applicationId, batchId, ...made } = await newHalfTold()
    await discardWorkbook(reviewer, { batchId })
    await rejectApplication(reviewer, { applicationId, reason: '限额' })
    const [first] = await owner`select amount_fen::text as fen, tax_fen::text as tax from invoices
      where id = ${made.invoiceId}`
    const yuan = (fen: string) => `${fen.slice(0, -2)}.${fen.slice(-2)}`
    const changes = { 5: yuan(String(first?.['tax'])), 6: yuan(String(first?.['fen'])) }
    const row = namedRow({ ...made, applicationId, sellerId }, newInvoiceNumber(), changes)
    const { listId } = await sendList(reviewer, sellerId, listWorkbook(LISTED_HEADERS, [row]))
    expect(await reportOf(reviewer, listId)).toEqual(['not-waiting'])
    const [invoice] = await owner`select status from invoices where id = ${made.invoiceId}`
    expect(invoice).toEqual({ status: 'pending' })
  })
})
