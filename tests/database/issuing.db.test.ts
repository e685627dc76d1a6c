import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { POST } from '@/app/api/invoices/[channel]/notify/route'
import { approveForIssuing } from '@/lib/billing/invoice/approve-application.flow'
import { issueApplication } from '@/lib/billing/invoice/issue-application.flow'
import { endIssuingTurn } from '@/lib/billing/invoice/end-issuing-turn.command'
import { hintIssuing } from '@/lib/billing/invoice/hint-issuing.command'
import { recordChannelInvoice } from '@/lib/billing/invoice/record-channel-invoice.command'
import { recordIssued } from '@/lib/billing/invoice/record-invoice.flow'
import { rejectOrGiveUp } from '@/lib/billing/invoice/reject-application.flow'
import { retryApplication } from '@/lib/billing/invoice/retry-application.command'
import { sweepInvoices } from '@/lib/billing/invoice/sweep-invoices.job'
import { newId } from '@/lib/kernel/id'
import { startSimulators } from '@/simulators/server'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { apply, dueNow, issuingOf, newPayer, quotaOf } from '@/tests/support/invoicing'

let simulators: Awaited<ReturnType<typeof startSimulators>>
const stateDirectory = mkdtempSync(join(tmpdir(), 'billing-nuonuo-'))

async function control(path: string, body?: unknown, method = 'POST'): Promise<unknown> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const answer = await fetch(`${simulators.url}/control/${path}`, { method, ...sent })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
const faults = (set: object) => control('faults', { channel: 'nuonuo', ...set })
const atNuonuo = async (requestNo: string | null) =>
  ((await control('invoices', undefined, 'GET')) as { orderNo: string; status: string }[]).filter(
    (invoice) => invoice.orderNo === requestNo,
  )

let limit: string
beforeAll(async () => {
  simulators = await startSimulators({ host: '127.0.0.1', port: 0, stateDirectory, retryScale: 0.001 })
  Object.assign(process.env, (await control('credentials', undefined, 'GET')) as object)
  const kinds = { e_general: 'nuonuo', e_special: 'nuonuo', paper_general: 'nuonuo' }
  const [row] =
    await owner`update seller_invoicing set channels = ${owner.json(kinds)} returning per_invoice_fen::text as most`
  limit = String(row?.['most'])
})
beforeEach(() => owner`delete from outbox`)
afterEach(() => control('faults', undefined, 'DELETE'))
afterAll(async () => {
  await owner`update seller_invoicing set channels = '{}'::jsonb`
  await simulators.close()
  rmSync(stateDirectory, { recursive: true, force: true })
})

/** An application that the office has approved, and nobody has sent to the channel yet. */
async function approved(kind = 'e_general', changes = {}) {
  const payer = await newPayer()
  const { applicationId } = await apply(payer.customer, payer.invoiceableId, { kind, ...changes })
  await approveForIssuing(payer.reviewer, { applicationId })
  return { ...payer, applicationId }
}

/** Takes due steps, as the worker's turns do, until it is so. */
async function until(applicationId: string, isSo: (now: Awaited<ReturnType<typeof issuingOf>>) => boolean) {
  return vi.waitUntil(
    async () => {
      await dueNow(applicationId)
      await sweepInvoices()
      const now = await issuingOf(applicationId)
      return isSo(now) ? now : null
    },
    { timeout: 15_000, interval: 60 },
  ) as Promise<Awaited<ReturnType<typeof issuingOf>>>
}
const untilIssued = (applicationId: string) => until(applicationId, ({ status }) => status === 'issued')
const untilFailed = (applicationId: string) => until(applicationId, ({ status }) => status === 'issue-failed')

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
    const address = newId()
    const payer = await newPayer()
    await owner`insert into sending_addresses (id, account_id, recipient, phone, email, province_code, city_code, district_code,
        region_name, detail, is_default, created_by, created_at)
      values (${address}, ${payer.customer.accountId}, '王芳', '13800138000', 'a@b.example', '330000', '330100', '330108', '浙江省 杭州市 滨江区',
        '江南大道 1 号', true, ${payer.customer.userId}, now())`
    const { applicationId } = await apply(payer.customer, payer.invoiceableId, {
      kind: 'paper_general',
      addressId: address,
    })
    await approveForIssuing(payer.reviewer, { applicationId })
    const done = await untilIssued(applicationId)
    expect(done).toMatchObject({ files: null, mails: 0, code: expect.stringMatching(/^\d{12}$/) as string })
    expect(done.number).toMatch(/^\d{8}$/)
  })

  test('whose channel is not set up is issued by hand', async () => {
    const payer = await newPayer()
    const { applicationId } = await apply(payer.customer, payer.invoiceableId, { kind: 'e_general' })
    await owner`update seller_invoicing set channels = '{"e_general":"elsewhere"}'::jsonb`
    await approveForIssuing(payer.reviewer, { applicationId, offered: ['nuonuo', 'more'] })
    expect(await issuingOf(applicationId)).toMatchObject({ channel: 'manual', next: null })
    const kinds = { e_general: 'nuonuo', e_special: 'nuonuo', paper_general: 'nuonuo' }
    await owner`update seller_invoicing set channels = ${owner.json(kinds)}`
    expect(await issueApplication(applicationId)).toBe(false)
    expect(await atNuonuo((await issuingOf(applicationId)).requestNo)).toEqual([])
  })

  test('asked for by twenty at once is one invoice', async () => {
    const { applicationId } = await approved()
    const turns = await Promise.all(Array.from({ length: 20 }, () => issueApplication(applicationId)))
    expect(turns.filter(Boolean)).toHaveLength(1)
    const { requestNo } = await untilIssued(applicationId)
    expect(await atNuonuo(requestNo)).toHaveLength(1)
  })

  test('is spread over several invoices, and issued with the last', async () => {
    await owner`update seller_invoicing set per_invoice_fen = 200000`
    const { applicationId, invoiceableId } = await approved()
    await owner`update seller_invoicing set per_invoice_fen = ${limit}`
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
    await faults({ ...fault, only: 'issue' })
    const { applicationId, invoiceableId } = await approved()
    expect(await issueApplication(applicationId)).toBe(true)
    const after = await issuingOf(applicationId)
    expect(after).toMatchObject({ status: 'issuing', serial: null, trouble: expect.any(String) as string })
    expect(after.asked).not.toBeNull()
    expect(await atNuonuo(after.requestNo)).toHaveLength(there)
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '500000', '0'])
    const done = await untilIssued(applicationId)
    expect(await atNuonuo(done.requestNo)).toHaveLength(1)
  })

  test('nothing but nonsense is never believed, and never given up', async () => {
    await faults({ nonsenseNext: 1_000 })
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
    await faults({ nonsenseNext: 0 })
    await untilIssued(applicationId)
  })

  test('a late invoice is waited for, with growing pauses', async () => {
    await faults({ issueDelayMs: 600 })
    const { applicationId } = await approved()
    await issueApplication(applicationId)
    const first = await issuingOf(applicationId)
    expect(first.next?.getTime()).toBeGreaterThan(Date.now())
    expect((await sweepInvoices()).asked).toBe(0)
    await untilIssued(applicationId)
  })

  test('a worker killed after the call was written down is taken over', async () => {
    const { applicationId } = await approved()
    // What is left of it: the turn was taken, the call noted, and nobody knows whether it was made.
    await owner`update invoices set asked_at = now() where application_id = ${applicationId}`
    await owner`update invoice_applications set queries = 1, next_query_at = now() + interval '30 seconds' where id = ${applicationId}`
    expect(await issueApplication(applicationId)).toBe(false)
    const done = await untilIssued(applicationId)
    expect(await atNuonuo(done.requestNo)).toHaveLength(1)
  })
})

describe('a failure', () => {
  async function failed() {
    await faults({ issueFails: true })
    const all = await approved()
    await untilFailed(all.applicationId)
    await faults({ issueFails: false })
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
    expect(await atNuonuo(done.requestNo)).toHaveLength(1)
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
    expect(await atNuonuo(requestNo)).toHaveLength(1)
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
    await faults({ issuesOtherwise: otherwise })
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
    expect(await atNuonuo(found.requestNo)).toHaveLength(1)
  })

  test.each([{ noFiles: true }, { wrongFiles: true }, { nonsenseNext: 1_000, only: 'file' }])(
    'in its files (%o) is asked for until they are there; its number is kept meanwhile',
    async (fault) => {
      await faults(fault)
      const { applicationId } = await approved()
      const waiting = await until(applicationId, ({ number }) => number !== null)
      expect(waiting).toMatchObject({ status: 'issuing', invoice: 'pending', mails: 0 })
      expect(waiting.doubt).toMatch(/^missing: pdf/)
      await control('faults', undefined, 'DELETE')
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
    await faults({ sealFails: true })
    const { applicationId } = await approved()
    await until(applicationId, ({ trouble }) => trouble === 'unsealed')
    await faults({ sealFails: false })
    const { requestNo } = await untilIssued(applicationId)
    expect(await atNuonuo(requestNo)).toHaveLength(1)
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

describe('a callback', () => {
  const call = (body: string, channel = 'nuonuo') =>
    POST(new Request(`http://x/api/invoices/${channel}/notify`, { method: 'POST', body }), {
      params: Promise.resolve({ channel }),
    })
  const callback = (orderno: string | null, content = {}) =>
    new URLSearchParams({
      operater: 'callback',
      orderno: orderno ?? '',
      content: JSON.stringify(content),
    }).toString()

  test('brings the question forward, and only its truth is believed', async () => {
    await faults({ issueFails: true })
    const { applicationId } = await approved()
    await issueApplication(applicationId)
    const { requestNo } = await issuingOf(applicationId)
    await owner`update invoice_applications set next_query_at = now() + interval '4 minutes', queries = 9 where id = ${applicationId}`
    await owner`delete from outbox`
    const forged = {
      c_status: '1',
      allElectronicInvoiceNumber: '20880000000000000000',
      c_url: 'http://x/y.pdf',
    }
    const answer = await call(callback(requestNo, forged))
    expect({ status: answer.status, body: await answer.text() }).toEqual({
      ...{ status: 200, body: '{"status":"0000","message":"同步成功"}' },
    })
    const hinted = await issuingOf(applicationId)
    expect(hinted).toMatchObject({ status: 'issuing', number: null })
    expect(hinted.next?.getTime()).toBeLessThan(Date.now() + 3_000)
    expect(await owner`select from outbox where task = 'issue-application'`).toHaveLength(1)
    // Asking more often changes nothing.
    for (let copy = 0; copy < 20; copy++) await call(callback(requestNo))
    expect(await owner`select from outbox where task = 'issue-application'`).toHaveLength(1)
    await untilFailed(applicationId)
  })

  test('of an unknown number, or of none, is acknowledged and does nothing', async () => {
    const before = await owner`select count(*)::int as n from audit_log where command = 'invoice.hint'`
    for (const body of [
      callback('NOBODY0001'),
      callback("'; drop table invoices; --"),
      '',
      '{}',
      'x'.repeat(300_000),
    ])
      expect((await call(body)).status).toBe(200)
    expect(await hintIssuing(SYSTEM, { requestNo: 'NOBODY0001' })).toBeNull()
    expect(await owner`select count(*)::int as n from audit_log where command = 'invoice.hint'`).toEqual(
      before,
    )
  })

  test('after the invoice was issued changes nothing; another channel has no address', async () => {
    const { applicationId } = await approved()
    const { requestNo } = await untilIssued(applicationId)
    expect((await call(callback(requestNo))).status).toBe(200)
    expect(await issuingOf(applicationId)).toMatchObject({ status: 'issued', next: null, mails: 1 })
    expect((await call('', 'manual')).status).toBe(404)
  })
})
