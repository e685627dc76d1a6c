import { describe, expect, test, beforeAll, afterAll } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { approved, boundReviewer, confirm, red } from '@/tests/support/corrections'
import { newInvoiced } from '@/tests/support/issued-invoices'
import {
  issueBy,
  markIssued,
  newApproved,
  newBoundReviewer,
  newInvoiceNumber,
} from '@/tests/support/invoices'
import {
  issuingOf,
  LISTED_HEADERS,
  namedRow,
  newMade,
  reportOf,
  sendList,
} from '@/tests/support/made-workbooks'
import { blankWorkbook, FAILURE_HEADERS, listWorkbook } from '@/tests/support/workbook'
import { issueAgain } from './issue-again.command'
import { makeWorkbook } from './make-workbook.flow'
import { recordRedInvoice } from './record-red-invoice.command'
import { rejectApplication } from './reject-application.command'
import { getBatch } from './workbook.queries'

/** The number of an issued invoice that is another seller's, as if it had been applied for there. */
async function elsewhere(): Promise<string> {
  const other = await newApproved()
  const number = await markIssued(other)
  const { sellerId } = await newBoundReviewer()
  await owner.begin(async (sql) => {
    // The snapshot's guard would not let an application change hands.
    await sql`set local session_replication_role = replica`
    await sql`update invoice_applications set seller_id = ${sellerId} where id = ${other.applicationId}`
  })
  return number
}

async function redNumber(): Promise<string> {
  const invoiced = await newInvoiced()
  const { formId } = await approved(invoiced)
  await confirm(invoiced.reviewer, formId)
  const number = newInvoiceNumber()
  await recordRedInvoice(invoiced.reviewer, red(formId, { number }))
  return number
}

beforeAll(() => issueBy('etax-workbook'))
afterAll(() => issueBy('manual'))

describe('the list of what was issued', () => {
  test('records number and day, consumes the quota once, and the same list again adds nothing', async () => {
    const made = await newMade()
    const number = newInvoiceNumber()
    const list = listWorkbook(LISTED_HEADERS, [namedRow(made, number)])
    const first = await sendList(made.reviewer, made.sellerId, list)
    expect(await reportOf(made.reviewer, first.listId)).toEqual(['recorded'])
    expect(await issuingOf(made)).toMatchObject({
      status: 'issued',
      invoice: 'issued',
      number,
      day: '2026-11-29',
    })
    const quota = () =>
      owner`select reserved_fen::text as reserved, invoiced_fen::text as invoiced from invoiceables q
        join invoice_claims c on c.invoiceable_id = q.id where c.application_id = ${made.applicationId}`
    expect(await quota()).toEqual([{ reserved: '0', invoiced: '500000' }])
    const second = await sendList(made.reviewer, made.sellerId, list)
    expect(await reportOf(made.reviewer, second.listId)).toEqual(['already'])
    expect(await quota()).toEqual([{ reserved: '0', invoiced: '500000' }])
    const { lines } = await getBatch(made.reviewer, made.batchId)
    expect(lines.find(({ requestNo }) => requestNo === made.requestNo)).toMatchObject({ outcome: 'issued' })
    const events =
      await owner`select verb from application_events where application_id = ${made.applicationId} and verb = 'issue'`
    expect(events).toHaveLength(1)
  })

  test('twenty at once record once', async () => {
    const made = await newMade()
    const list = listWorkbook(LISTED_HEADERS, [namedRow(made, newInvoiceNumber())])
    const listId = newId()
    await Promise.allSettled(
      Array.from({ length: 20 }, (_one, at) =>
        sendList(made.reviewer, made.sellerId, list, at < 10 ? listId : newId()),
      ),
    )
    expect(
      await owner`select from application_events where application_id = ${made.applicationId} and verb = 'issue'`,
    ).toHaveLength(1)
    expect(await owner`select from issuing_lists where id = ${listId}`).toHaveLength(1)
  })

  test('a row that differs changes nothing and harms no other', async () => {
    const [first, second] = [await newMade(), await newMade()]
    const list = listWorkbook(LISTED_HEADERS, [
      namedRow(first, newInvoiceNumber(), { 6: '5000.01' }),
      namedRow(second, newInvoiceNumber()),
      namedRow(first, newInvoiceNumber(), { 3: '另一家公司' }),
      namedRow(first, '123'),
    ])
    const { listId } = await sendList(first.reviewer, first.sellerId, list)
    expect(await reportOf(first.reviewer, listId)).toEqual([
      'differs-amount',
      'recorded',
      'differs-buyer',
      'row-number',
    ])
    expect(await issuingOf(first)).toMatchObject({ status: 'issuing', number: null })
    expect(await issuingOf(second)).toMatchObject({ status: 'issued' })
  })

  test('one form sends one list, and a file that is none changes nothing', async () => {
    const made = await newMade()
    const listId = newId()
    await sendList(
      made.reviewer,
      made.sellerId,
      listWorkbook(LISTED_HEADERS, [namedRow(made, newInvoiceNumber())]),
      listId,
    )
    const other = listWorkbook(LISTED_HEADERS, [namedRow(made, newInvoiceNumber(), { 6: '1.00' })])
    expect(await refusalOf(sendList(made.reviewer, made.sellerId, other, listId))).toBe('list.id-reused')
    for (const content of [Buffer.from('<html>'), blankWorkbook(), listWorkbook(['a'], [['1']])])
      expect(await refusalOf(sendList(made.reviewer, made.sellerId, content))).toBe('input.invalid')
    expect(await refusalOf(sendList(await newStaff('support'), made.sellerId, other))).toBe('actor.forbidden')
  })

  test('a number that another invoice has is refused, and nothing of the list is kept', async () => {
    const [first, second] = [await newMade(), await newMade()]
    const number = newInvoiceNumber()
    await sendList(first.reviewer, first.sellerId, listWorkbook(LISTED_HEADERS, [namedRow(first, number)]))
    const { listId } = await sendList(
      second.reviewer,
      second.sellerId,
      listWorkbook(LISTED_HEADERS, [namedRow(second, number)]),
    )
    expect(await reportOf(second.reviewer, listId)).toEqual(['number-used'])
    expect(await issuingOf(second)).toMatchObject({ status: 'issuing' })
  })

  test.each([
    ['another seller’s invoice', elsewhere],
    ['a red one', redNumber],
  ])('a number that %s has harms that row alone', async (_whose, numberOf) => {
    const [first, second, number] = [await newMade(), await newMade(), await numberOf()]
    const list = listWorkbook(LISTED_HEADERS, [namedRow(first, number), namedRow(second, newInvoiceNumber())])
    const { listId } = await sendList(first.reviewer, first.sellerId, list)
    expect(await reportOf(first.reviewer, listId)).toEqual(['number-elsewhere', 'recorded'])
    expect(await issuingOf(first)).toMatchObject({ status: 'issuing', number: null })
    expect(await issuingOf(second)).toMatchObject({ status: 'issued' })
  })

  test('a number that the reader’s seller cannot see is told with its row, and nothing is recorded', async () => {
    const [first, second, number] = [await newMade(), await newMade(), await elsewhere()]
    const bound = await boundReviewer(first.sellerId)
    const list = listWorkbook(LISTED_HEADERS, [namedRow(first, newInvoiceNumber()), namedRow(second, number)])
    const told: unknown = await sendList(bound, first.sellerId, list).catch((error: unknown) => error)
    expect(told).toBeInstanceOf(Refusal)
    expect(told).toMatchObject({ code: 'list.number-used', detail: { row: '4', number } })
    expect(await issuingOf(first)).toMatchObject({ status: 'issuing', number: null })
  })
})

describe('the list of what failed', () => {
  test('brings the application to "Issue failed" with its reasons, and from there on again or to an end', async () => {
    const made = await newMade()
    const list = listWorkbook(FAILURE_HEADERS, [
      ['1', made.requestNo, '税率不合法'],
      ['2', made.requestNo, '码值不正确'],
      ['3', 'A000000NOBODY001', '不能为空'],
    ])
    const { listId } = await sendList(made.reviewer, made.sellerId, list)
    expect(await reportOf(made.reviewer, listId)).toEqual(['failed', 'unknown'])
    expect(await issuingOf(made)).toMatchObject({ status: 'issue-failed', trouble: '税率不合法；码值不正确' })
    const again = await sendList(made.reviewer, made.sellerId, list)
    expect(await reportOf(made.reviewer, again.listId)).toEqual(['already-failed', 'unknown'])

    await issueAgain(made.reviewer, made)
    expect(await refusalOf(issueAgain(made.reviewer, made))).toBe('application.changed-meanwhile')
    expect(await refusalOf(issueAgain(await newStaff('support'), made))).toBe('actor.forbidden')
    await makeWorkbook(made.reviewer, { batchId: newId(), sellerId: made.sellerId })
    await sendList(made.reviewer, made.sellerId, list)
    await rejectApplication(made.reviewer, { applicationId: made.applicationId, reason: '抬头有误' })
    const [claim] = await owner`select live from invoice_claims where application_id = ${made.applicationId}`
    expect(claim).toEqual({ live: false })
  })

  test('what was issued after all is recorded, also where it had failed before', async () => {
    const made = await newMade()
    await sendList(
      made.reviewer,
      made.sellerId,
      listWorkbook(FAILURE_HEADERS, [['1', made.requestNo, '超时']]),
    )
    const number = newInvoiceNumber()
    await sendList(made.reviewer, made.sellerId, listWorkbook(LISTED_HEADERS, [namedRow(made, number)]))
    expect(await issuingOf(made)).toMatchObject({ status: 'issued', number, trouble: null })
    const { listId } = await sendList(
      made.reviewer,
      made.sellerId,
      listWorkbook(FAILURE_HEADERS, [['1', made.requestNo, '超时']]),
    )
    expect(await reportOf(made.reviewer, listId)).toEqual(['issued-already'])
    expect(await issuingOf(made)).toMatchObject({ status: 'issued' })
  })

  test('an application of which a part is issued is not given up', async () => {
    await owner`update seller_invoicing set per_invoice_fen = 300000`
    try {
      const made = await newMade()
      const [second] =
        await owner`select request_no from invoices where application_id = ${made.applicationId} and sequence = 2`
      const [first] =
        await owner`select amount_fen::text as fen, tax_fen::text as tax from invoices where id = ${made.invoiceId}`
      const yuan = (fen: string) => `${fen.slice(0, -2)}.${fen.slice(-2)}`
      await sendList(
        made.reviewer,
        made.sellerId,
        listWorkbook(LISTED_HEADERS, [
          namedRow(made, newInvoiceNumber(), {
            5: yuan(String(first?.['tax'])),
            6: yuan(String(first?.['fen'])),
          }),
        ]),
      )
      await sendList(
        made.reviewer,
        made.sellerId,
        listWorkbook(FAILURE_HEADERS, [['1', String(second?.['request_no']), '限额']]),
      )
      expect(await issuingOf(made)).toMatchObject({ status: 'issue-failed', invoice: 'issued' })
      expect(
        await refusalOf(
          rejectApplication(made.reviewer, { applicationId: made.applicationId, reason: 'x y' }),
        ),
      ).toBe('application.has-invoice')
    } finally {
      await owner`update seller_invoicing set per_invoice_fen = 10000000`
    }
  })
})
