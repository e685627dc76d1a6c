import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { issueApplication } from '@/lib/billing/invoice/issue-application.flow'
import { endIssuingTurn } from '@/lib/billing/invoice/end-issuing-turn.command'
import { recordChannelInvoice } from '@/lib/billing/invoice/record-channel-invoice.command'
import { recordIssued } from '@/lib/billing/invoice/record-invoice.flow'
import { rejectOrGiveUp } from '@/lib/billing/invoice/reject-application.flow'
import { retryApplication } from '@/lib/billing/invoice/retry-application.command'
import { newId } from '@/lib/kernel/id'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { issuingOf, quotaOf } from '@/tests/support/invoicing'
import { approved, until, untilFailed, untilIssued, withNuonuo } from '@/tests/support/nuonuo'

const nuonuo = withNuonuo()

describe('a failure', () => {
  async function failed() {
    await nuonuo.faults({ issueFails: true })
    const all = await approved()
    await untilFailed(all.applicationId)
    await nuonuo.faults({ issueFails: false })
    return all
  }

  test('is the channel’s word, and is tried again under the same number', async () => {
    const { applicationId, reviewer, invoiceableId } = await failed()
    const before = await issuingOf(applicationId)
    expect(before).toMatchObject({ trouble: '开票额度不足', next: null })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '500000', '0'])
    const raced = await Promise.allSettled(
      Array.from({ length: 20 }, () => retryApplication(reviewer, { applicationId })),
    )
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const done = await untilIssued(applicationId)
    expect(done.requestNo).toBe(before.requestNo)
    expect(await nuonuo.at(done.requestNo)).toHaveLength(1)
    const verbs =
      await owner`select verb from application_events where application_id = ${applicationId} order by at, id`
    expect(verbs.map(({ verb }) => String(verb))).toEqual(['submit', 'approve', 'fail', 'retry', 'issue'])
  })

  test('can be given up, which frees the amount; nobody else’s staff may', async () => {
    const { applicationId, reviewer, customer, invoiceableId } = await failed()
    const finance = await newStaff('finance')
    expect(await refusalOf(retryApplication(finance, { applicationId }))).toBe('actor.forbidden')
    expect(await refusalOf(retryApplication(customer as never, { applicationId }))).toBe('actor.forbidden')
    expect(await refusalOf(retryApplication(reviewer, { applicationId: newId() }))).toBe('object.not-found')
    expect(await refusalOf(rejectOrGiveUp(finance, { applicationId, reason: 'x' }))).toBe('actor.forbidden')
    await rejectOrGiveUp(reviewer, { applicationId, reason: '额度不足' })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0'])
    expect(await refusalOf(retryApplication(reviewer, { applicationId }))).toBe(
      'application.changed-meanwhile',
    )
  })

  test('that was none after all is neither given up nor issued by hand', async () => {
    const { applicationId, reviewer, invoiceableId } = await failed()
    const { invoiceId, requestNo } = await issuingOf(applicationId)
    // Somebody has pressed "again" at the platform itself.
    await owner`update invoice_applications set status = 'issuing', next_query_at = now() where id = ${applicationId}`
    await owner`update invoices set asked_at = null where id = ${invoiceId}`
    await issueApplication(applicationId)
    await owner`update invoice_applications set status = 'issue-failed' where id = ${applicationId}`
    expect(await nuonuo.at(requestNo)).toHaveLength(1)
    const pdf = { format: 'pdf', content: Buffer.from('%PDF-1.7') }
    const record = { invoiceId, number: '26310000000000000001', issuedOn: '2026-11-22', files: [pdf] }
    expect(await refusalOf(rejectOrGiveUp(reviewer, { applicationId, reason: 'x' }))).toBe(
      'application.not-given-up',
    )
    expect(await refusalOf(recordIssued(reviewer, record))).toBe('application.not-given-up')
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '500000', '0'])
  })

  test('is made good by hand', async () => {
    const { applicationId, reviewer, invoiceableId } = await failed()
    const { invoiceId } = await issuingOf(applicationId)
    const files = [{ format: 'pdf', content: Buffer.from('%PDF-1.7') }]
    const number = `2631${String(Math.random()).slice(2, 18).padEnd(16, '0')}`
    await recordIssued(reviewer, { invoiceId, number, issuedOn: '2026-11-22', files })
    expect(await issuingOf(applicationId)).toMatchObject({ status: 'issued', number, files: ['pdf'] })
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000'])
  })

  test('while the channel is at it, nobody issues by hand', async () => {
    const { applicationId, reviewer } = await approved()
    const { invoiceId } = await issuingOf(applicationId)
    const files = [{ format: 'pdf', content: Buffer.from('%PDF-1.7') }]
    const record = { invoiceId, number: '26310000000000000002', issuedOn: '2026-11-22', files }
    expect(await refusalOf(recordIssued(reviewer, record))).toBe('application.at-channel')
    await untilIssued(applicationId)
  })

  test('a turn that was overtaken says nothing any more', async () => {
    const { applicationId } = await approved()
    const { invoiceId } = await issuingOf(applicationId)
    const outcomes = [{ invoiceId, kind: 'failed', trouble: 'x' }]
    expect(await endIssuingTurn(SYSTEM, { applicationId, turn: 7, outcomes })).toBeNull()
    expect(await issuingOf(applicationId)).toMatchObject({ status: 'issuing', doubt: null })
  })
})

describe('an invoice that is not as ordered', () => {
  test.each([
    ['amount', 'differs: taxFen'],
    ['buyer', 'differs: buyerName'],
  ])('in its %s is kept by its number and shown to the office, not handed on', async (otherwise, doubt) => {
    await nuonuo.faults({ issuesOtherwise: otherwise })
    const { applicationId, reviewer, invoiceableId } = await approved()
    const found = await untilFailed(applicationId)
    expect(found).toMatchObject({ invoice: 'pending', doubt, trouble: doubt, files: null, mails: 0 })
    expect(found.number).toMatch(/^2088\d{16}$/)
    expect(await refusalOf(rejectOrGiveUp(reviewer, { applicationId, reason: 'x' }))).toBe(
      'application.has-invoice',
    )
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '500000', '0'])
    await retryApplication(reviewer, { applicationId })
    expect(await untilFailed(applicationId)).toMatchObject({ number: found.number, doubt })
    expect(await nuonuo.at(found.requestNo)).toHaveLength(1)
  })

  test.each([{ noFiles: true }, { wrongFiles: true }, { nonsenseNext: 1_000, only: 'file' }])(
    'in its files (%o) is asked for until they are there; its number is kept meanwhile',
    async (fault) => {
      await nuonuo.faults(fault)
      const { applicationId } = await approved()
      const waiting = await until(applicationId, ({ number }) => number !== null)
      expect(waiting).toMatchObject({ status: 'issuing', invoice: 'pending', mails: 0 })
      expect(waiting.doubt).toMatch(/^missing: pdf/)
      await nuonuo.noFaults()
      const done = await untilIssued(applicationId)
      expect(done).toMatchObject({
        number: waiting.number,
        files: ['ofd', 'pdf', 'xml'],
        mails: 1,
        doubt: null,
      })
    },
  )

  test('that is not sealed is sealed when asked, and keeps its number', async () => {
    await nuonuo.faults({ sealFails: true })
    const { applicationId } = await approved()
    await until(applicationId, ({ trouble }) => trouble === 'unsealed')
    await nuonuo.faults({ sealFails: false })
    const { requestNo } = await untilIssued(applicationId)
    expect(await nuonuo.at(requestNo)).toHaveLength(1)
  })

  test('with the number of another one is a failure, and nothing is overwritten', async () => {
    const first = await approved()
    const { number } = await untilIssued(first.applicationId)
    const second = await approved()
    const { invoiceId } = await issuingOf(second.applicationId)
    const issued = { invoiceId, number, code: null, issuedOn: '2026-11-22', files: [], trouble: null }
    expect(await refusalOf(recordChannelInvoice(SYSTEM, issued))).toBe('invoice.number-used')
    expect(await issuingOf(second.applicationId)).toMatchObject({ invoice: 'pending', number: null })
  })
})
