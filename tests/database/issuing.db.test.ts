import { describe, expect, test } from 'vitest'
import { approveForIssuing } from '@/lib/billing/invoice/approve-application.flow'
import { issueApplication } from '@/lib/billing/invoice/issue-application.flow'
import { rejectOrGiveUp } from '@/lib/billing/invoice/reject-application.flow'
import { retryApplication } from '@/lib/billing/invoice/retry-application.command'
import { sweepInvoices } from '@/lib/billing/invoice/sweep-invoices.job'
import { owner, refusalOf } from '@/tests/support/database'
import { apply, dueNow, issuingOf, newAddress, newPayer, quotaOf } from '@/tests/support/invoicing'
import { approved, NUONUO, setChannels, untilIssued, withNuonuo } from '@/tests/support/nuonuo'

const nuonuo = withNuonuo()

describe('an approved application', () => {
  test('is issued by its kind’s channel, with all its files, and mailed', async () => {
    const { applicationId, invoiceableId } = await approved('e_special')
    const before = await issuingOf(applicationId)
    expect(before).toMatchObject({ channel: 'nuonuo', status: 'issuing', asked: null })
    const staged = await owner`select payload from outbox where task = 'issue-application'`
    expect(staged.map(({ payload }) => payload as unknown)).toEqual([{ applicationId }])
    expect(await issueApplication(applicationId)).toBe(true)
    expect(await issuingOf(applicationId)).toMatchObject({
      status: 'issuing',
      serial: expect.any(String) as string,
    })
    const done = await untilIssued(applicationId)
    expect(done).toMatchObject({
      invoice: 'issued',
      files: ['ofd', 'pdf', 'xml'],
      trouble: null,
      mails: 1,
      next: null,
    })
    expect(done.number).toMatch(/^2088\d{16}$/)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000'])
    const told =
      await owner`select command, detail from audit_log where subject_id = ${applicationId} and command = 'invoice.record-from-channel'`
    expect(told).toHaveLength(1)
    expect(await issueApplication(applicationId)).toBe(false)
  })

  test('on paper keeps code and number, and has no mail before it is shipped', async () => {
    const payer = await newPayer()
    const address = await newAddress(payer.customer)
    const paper = { kind: 'paper_general', ...address }
    const { applicationId } = await apply(payer.customer, payer.invoiceableId, paper)
    await approveForIssuing(payer.reviewer, { applicationId })
    const done = await untilIssued(applicationId)
    expect(done).toMatchObject({ files: null, mails: 0, code: expect.stringMatching(/^\d{12}$/) as string })
    expect(done.number).toMatch(/^\d{8}$/)
  })

  test('whose channel is not set up is issued by hand', async () => {
    const payer = await newPayer()
    const { applicationId } = await apply(payer.customer, payer.invoiceableId, { kind: 'e_general' })
    await setChannels({ e_general: 'elsewhere' })
    await approveForIssuing(payer.reviewer, { applicationId, offered: ['nuonuo', 'more'] })
    expect(await issuingOf(applicationId)).toMatchObject({ channel: 'manual', next: null })
    await setChannels(NUONUO)
    expect(await issueApplication(applicationId)).toBe(false)
    expect(await nuonuo.at((await issuingOf(applicationId)).requestNo)).toEqual([])
  })

  test('asked for by twenty at once is one invoice', async () => {
    const { applicationId } = await approved()
    const turns = await Promise.all(Array.from({ length: 20 }, () => issueApplication(applicationId)))
    expect(turns.filter(Boolean)).toHaveLength(1)
    const { requestNo } = await untilIssued(applicationId)
    expect(await nuonuo.at(requestNo)).toHaveLength(1)
  })

  test('is spread over several invoices, and issued with the last', async () => {
    const [seller] = await owner`select per_invoice_fen::text as most from seller_invoicing`
    await owner`update seller_invoicing set per_invoice_fen = 200000`
    const { applicationId, invoiceableId } = await approved()
    await owner`update seller_invoicing set per_invoice_fen = ${String(seller?.['most'])}`
    await untilIssued(applicationId)
    const rows =
      await owner`select number from invoices where application_id = ${applicationId} and status = 'issued'`
    expect(rows).toHaveLength(3)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000'])
  })
})

describe('an answer that is none', () => {
  test.each([
    ['a call that was not done', { failNext: 1 }, 0],
    ['nonsense after a call that was done', { nonsenseNext: 1 }, 1],
  ])('%s leaves it issuing, and it is issued once', async (_what, fault, there) => {
    await nuonuo.faults({ ...fault, only: 'issue' })
    const { applicationId, invoiceableId } = await approved()
    expect(await issueApplication(applicationId)).toBe(true)
    const after = await issuingOf(applicationId)
    expect(after).toMatchObject({ status: 'issuing', serial: null, trouble: expect.any(String) as string })
    expect(after.asked).not.toBeNull()
    expect(await nuonuo.at(after.requestNo)).toHaveLength(there)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '500000', '0'])
    const done = await untilIssued(applicationId)
    expect(await nuonuo.at(done.requestNo)).toHaveLength(1)
  })

  test('nothing but nonsense is never believed, and never given up', async () => {
    await nuonuo.faults({ nonsenseNext: 1_000 })
    const { applicationId, reviewer } = await approved()
    for (let turn = 0; turn < 5; turn++) {
      await dueNow(applicationId)
      await sweepInvoices()
    }
    expect(await issuingOf(applicationId)).toMatchObject({ status: 'issuing', number: null, queries: 5 })
    expect(await refusalOf(rejectOrGiveUp(reviewer, { applicationId, reason: 'x' }))).toBe(
      'application.changed-meanwhile',
    )
    expect(await refusalOf(retryApplication(reviewer, { applicationId }))).toBe(
      'application.changed-meanwhile',
    )
    await nuonuo.faults({ nonsenseNext: 0 })
    await untilIssued(applicationId)
  })

  test('a late invoice is waited for, with growing pauses', async () => {
    await nuonuo.faults({ issueDelayMs: 600 })
    const { applicationId } = await approved()
    await issueApplication(applicationId)
    const first = await issuingOf(applicationId)
    expect(first.next?.getTime()).toBeGreaterThan(Date.now())
    await sweepInvoices()
    expect((await issuingOf(applicationId)).queries).toBe(first.queries)
    await untilIssued(applicationId)
  })

  test('a worker killed after the call was written down is taken over', async () => {
    const { applicationId } = await approved()
    // What is left of it: the turn was taken, the call noted, and nobody knows whether it was made.
    await owner`update invoices set asked_at = now() where application_id = ${applicationId}`
    await owner`update invoice_applications set queries = 1, next_query_at = now() + interval '30 seconds' where id = ${applicationId}`
    expect(await issueApplication(applicationId)).toBe(false)
    const done = await untilIssued(applicationId)
    expect(await nuonuo.at(done.requestNo)).toHaveLength(1)
  })
})
