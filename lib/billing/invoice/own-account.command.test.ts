import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { verifyBooks } from '@/lib/billing/settlement/verify-books.job'
import { newId } from '@/lib/kernel/id'
import { newPaper } from '@/tests/support/corrections'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { issueBy, markIssued, newApproved, newInvoiceNumber } from '@/tests/support/invoices'
import {
  issuingOf,
  keepBlank,
  LISTED_HEADERS,
  namedRow,
  newMade,
  reportOf,
  sendList,
} from '@/tests/support/made-workbooks'
import { wrongFieldsOf } from '@/tests/support/product'
import { FAILURE_HEADERS, listWorkbook } from '@/tests/support/workbook'
import { addOfficialFiles } from './add-files.flow'
import { discardWorkbook } from './discard-workbook.command'
import { makeWorkbook } from './make-workbook.flow'
import { revokeLink } from './revoke-link.command'
import { sendInvoicesAgain } from './send-invoices.command'
import { shipApplication } from './ship-application.command'
import { shipSeveral } from './ship-several.command'
import { storeWorkbook } from './store-workbook.command'

/** A reviewer who is a member of an account as well. */
async function memberOf(accountId: string) {
  const reviewer = await newStaff('reviewer')
  await owner`insert into members (account_id, user_id, role) values (${accountId}, ${reviewer.userId}, 'viewer')`
  return reviewer
}

const PDF = Buffer.from('%PDF-1.7 official')

afterEach(async () => expect((await verifyBooks()).differences).toEqual([]))

describe('nobody does anything to the invoices of an account they belong to', () => {
  test('shipping, alone or with others', async () => {
    const { customer, applicationId, number } = await newPaper()
    const own = await memberOf(customer.accountId)
    const parcel = { courier: '顺丰', trackingNumber: 'SF1234567890' }
    expect(await refusalOf(shipApplication(own, { applicationId, ...parcel }))).toBe('staff.own-account')
    const other = await newPaper()
    const parcels = `${other.number} SF1234567891\n${number} SF1234567890`
    expect(await wrongFieldsOf(shipSeveral(own, { courier: '顺丰', parcels }))).toEqual({
      parcels: 'parcel-own-account',
    })
    const shipped = await owner`select from invoice_applications
      where id in (${applicationId}, ${other.applicationId}) and status = 'shipped'`
    expect(shipped).toEqual([])
    await shipSeveral(await newStaff('reviewer'), { courier: '顺丰', parcels })
  })

  test('mails, their links and official files', async () => {
    const approved = await newApproved()
    const issuedNumber = await markIssued(approved)
    const own = await memberOf(approved.customer.accountId)
    const sending = { sendId: newId(), applicationId: approved.applicationId, email: 'me@acme.example' }
    expect(await refusalOf(sendInvoicesAgain(own, sending))).toBe('staff.own-account')
    expect(await owner`select from download_links where invoice_id = ${approved.invoiceId}`).toEqual([])
    await sendInvoicesAgain(await newStaff('reviewer'), sending)
    expect(await refusalOf(revokeLink(own, { linkId: sending.sendId }))).toBe('staff.own-account')
    const files = [{ name: `${issuedNumber}.pdf`, content: PDF }]
    expect(await refusalOf(addOfficialFiles(own, files))).toBe('staff.own-account')
    const refused =
      await owner`select command from audit_log where user_id = ${own.userId} and refusal is not null order by command`
    expect(refused.map(({ command }) => String(command))).toEqual([
      'invoice.add-files',
      'invoice.revoke-link',
      'invoice.send-again',
    ])
  })
})

describe('by the workbook', () => {
  beforeAll(() => issueBy('etax-workbook'))
  afterAll(() => issueBy('manual'))

  test('what waits of their account is left out, and not slipped in', async () => {
    const approved = await newApproved()
    await keepBlank(approved.sellerId)
    const own = await memberOf(approved.customer.accountId)
    // Whatever others wait for stands in a workbook of somebody else's.
    await makeWorkbook(await newStaff('reviewer'), { batchId: newId(), sellerId: approved.sellerId })
    const again = await newApproved()
    await owner`insert into members (account_id, user_id, role) values (${again.customer.accountId}, ${own.userId}, 'viewer')`
    const make = { batchId: newId(), sellerId: approved.sellerId }
    expect(await refusalOf(makeWorkbook(own, make))).toBe('workbook.nothing-waiting')
    const lines = [{ invoiceId: again.invoiceId, row: 4 }]
    const forced = { ...make, workbook: new Uint8Array([1]), lines }
    expect(await refusalOf(storeWorkbook(own, forced))).toBe('staff.own-account')
    await makeWorkbook(await newStaff('reviewer'), make)
    expect(await refusalOf(discardWorkbook(own, { batchId: make.batchId }))).toBe('staff.own-account')
  })

  test('their rows of a list are left to somebody else, the others are recorded', async () => {
    const [mine, theirs] = [await newMade(), await newMade()]
    const own = await memberOf(mine.customer.accountId)
    const list = listWorkbook(LISTED_HEADERS, [
      namedRow(mine, newInvoiceNumber()),
      namedRow(theirs, newInvoiceNumber()),
    ])
    const { listId } = await sendList(own, mine.sellerId, list)
    expect(await reportOf(own, listId)).toEqual(['own-account', 'recorded'])
    expect(await issuingOf(mine)).toMatchObject({ status: 'issuing', number: null })
    expect(await issuingOf(theirs)).toMatchObject({ status: 'issued' })
    const failures = listWorkbook(FAILURE_HEADERS, [['1', mine.requestNo, '税率不合法']])
    const failed = await sendList(own, mine.sellerId, failures)
    expect(await reportOf(own, failed.listId)).toEqual(['own-account'])
    expect(await issuingOf(mine)).toMatchObject({ status: 'issuing' })
  })
})
