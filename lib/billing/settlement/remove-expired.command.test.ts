import { expect, test } from 'vitest'
import { getClock } from '@/lib/command/clock.queries'
import { rejectApplication } from '@/lib/billing/invoice/reject-application.command'
import { sendInvoicesAgain } from '@/lib/billing/invoice/send-invoices.command'
import { getBatch, getBatchFile, getList } from '@/lib/billing/invoice/workbook.queries'
import { correctionMails } from '@/lib/billing/mail/correction-mails'
import { invoiceMails } from '@/lib/billing/mail/invoice-mails'
import { ABOUT_INVOICES } from '@/lib/billing/mail/mail-kind'
import { sendMail } from '@/lib/billing/mail/send-mail.job'
import { addDays, addYears, dayOf } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { approved as correcting, reverse } from '@/tests/support/corrections'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { issueBy } from '@/tests/support/invoices'
import { apply, BUYER, newPayer } from '@/tests/support/invoicing'
import { newInvoiced } from '@/tests/support/issued-invoices'
import { newMade, sendList } from '@/tests/support/made-workbooks'
import { reach } from '@/tests/support/product'
import { FAILURE_HEADERS, listWorkbook } from '@/tests/support/workbook'
import { removeExpiredApplications } from './remove-expired-applications.job'

/** Writes every mail that was staged, as the queue does. */
async function writeMails(): Promise<void> {
  const staged = await owner<{ payload: Record<string, string> }[]>`
    select payload from outbox where task = 'send-mail'`
  for (const { payload } of staged) await sendMail(payload).catch(() => undefined)
}

const mailsTo = async (email: string) =>
  (await owner`select kind from mails where to_email = ${email} order by kind`).map(({ kind }) =>
    String(kind),
  )

test('the mails of an application go with it, after three years or thirty, and no others', async () => {
  const day = dayOf((await getClock()).now)
  const address = () => `${newId()}@buyer.example`
  const [rejectedTo, issuedTo, againTo] = [address(), address(), address()]
  const payer = await newPayer()
  await owner`update users set email = ${rejectedTo} where id = ${payer.customer.userId}`
  const rejected = await apply(payer.customer, payer.invoiceableId, { email: rejectedTo })
  await rejectApplication(payer.reviewer, { ...rejected, reason: '抬头有误' })
  const issued = await newInvoiced({ email: issuedTo })
  await owner`update users set email = ${issuedTo} where id = ${issued.customer.userId}`
  const { reviewer, applicationId } = issued
  await sendInvoicesAgain(reviewer, { sendId: newId(), applicationId, email: againTo })
  await reverse(reviewer, (await correcting(issued, { reason: 'allowance', amount: '1000' })).correctionId)
  await writeMails()
  const kinds = ['correction-done', 'invoice-issued', 'order-paid']
  expect(await mailsTo(rejectedTo)).toEqual(['invoice-rejected', 'order-paid'])
  expect(await mailsTo(issuedTo)).toEqual(expect.arrayContaining(kinds))
  expect(await mailsTo(againTo)).toEqual(['invoice-again'])

  await reach(addYears(day, 3))
  await removeExpiredApplications()
  expect(await mailsTo(rejectedTo)).toEqual(['invoice-rejected', 'order-paid'])
  await reach(addDays(addYears(day, 3), 1))
  await removeExpiredApplications()
  expect(await mailsTo(rejectedTo)).toEqual(['order-paid'])
  expect(await mailsTo(issuedTo)).toEqual(expect.arrayContaining(kinds))
  await reach(addDays(addYears(day, 30), 1))
  await removeExpiredApplications()
  expect(await mailsTo(issuedTo)).toEqual(['order-paid'])
  expect(await mailsTo(againTo)).toEqual([])
  // A job that runs once more has nobody to write to.
  await writeMails()
  expect([await mailsTo(rejectedTo), await mailsTo(issuedTo), await mailsTo(againTo)]).toEqual([
    ['order-paid'],
    ['order-paid'],
    [],
  ])
})

test('a workbook is emptied with the first of its invoices, and says so', async () => {
  const day = dayOf((await getClock()).now)
  await issueBy('etax-workbook')
  const made = await newMade()
  const { batchId, reviewer, applicationId } = made
  await issueBy('manual')
  expect((await getBatchFile(reviewer, batchId)).workbook.length).toBeGreaterThan(0)
  expect(await getBatch(reviewer, batchId)).toMatchObject({ kept: true })
  await owner`update issuing_batch_lines set outcome = 'failed' where batch_id = ${batchId}`
  await owner`update invoice_applications set status = 'issue-failed' where id = ${applicationId}`
  await rejectApplication(await newStaff('reviewer'), { applicationId, reason: '税号有误' })
  await reach(addDays(addYears(day, 3), 1))
  await removeExpiredApplications()
  expect(await refusalOf(getBatchFile(reviewer, batchId))).toBe('object.not-found')
  expect(await getBatch(reviewer, batchId)).toMatchObject({ kept: false, lines: [] })
  const [{ kept } = { kept: null }] =
    await owner`select row_to_json(b)::text as kept from issuing_batches b where id = ${batchId}`
  expect(String(kept)).not.toContain(BUYER.name)
})

test('a list forgets why the bureau refused what is removed, and nothing of the others', async () => {
  const day = dayOf((await getClock()).now)
  await issueBy('etax-workbook')
  const [made, other] = [await newMade(), await newMade()]
  await issueBy('manual')
  const { reviewer, sellerId, applicationId, requestNo } = made
  const reason = `购买方${BUYER.name}的税号有误`
  const rows = [made, other].map((each, at) => [String(at + 1), each.requestNo, reason])
  const { listId } = await sendList(reviewer, sellerId, listWorkbook(FAILURE_HEADERS, rows))
  const reportOf = async () => (await getList(reviewer, listId)).report
  expect((await reportOf()).map((row) => row.reason)).toEqual([reason, reason])
  await rejectApplication(await newStaff('reviewer'), { applicationId, reason: '税号有误' })
  await reach(addDays(addYears(day, 3), 1))
  await removeExpiredApplications()
  expect(await reportOf()).toMatchObject([
    { about: requestNo, outcome: 'failed', reason: null },
    { about: other.requestNo, outcome: 'failed', reason },
  ])
})

test('every mail about invoices is known, and nobody but the system removes one or empties a workbook', async () => {
  expect([...ABOUT_INVOICES].sort()).toEqual(Object.keys({ ...invoiceMails, ...correctionMails }).sort())
  const may = await owner`select grantee, table_name, privilege_type, column_name from (
      select grantee, table_name, privilege_type, null as column_name from information_schema.role_table_grants
        where privilege_type in ('DELETE', 'TRUNCATE') and table_name in ('mails', 'issuing_batches')
      union all
      select grantee, table_name, privilege_type, column_name from information_schema.role_column_grants
        where table_name = 'issuing_batches' and privilege_type = 'UPDATE' and column_name = 'workbook') g
    where grantee in ('portal', 'staff', 'seller', 'auth', 'system')`
  expect(may.map((row) => ({ ...row }))).toEqual(
    expect.arrayContaining([
      { grantee: 'system', table_name: 'mails', privilege_type: 'DELETE', column_name: null },
      { grantee: 'system', table_name: 'issuing_batches', privilege_type: 'UPDATE', column_name: 'workbook' },
    ]),
  )
  expect(may).toHaveLength(2)
})
