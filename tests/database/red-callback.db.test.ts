import { describe, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/invoices/[channel]/notify/route'
import { SYSTEM } from '@/lib/auth/actor'
import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { followStaged } from '@/lib/billing/invoice/follow-red-form.job'
import { giveUpCorrection } from '@/lib/billing/invoice/give-up-correction.command'
import { hintIssuing } from '@/lib/billing/invoice/hint-issuing.command'
import { requestCorrection } from '@/lib/billing/invoice/request-correction.command'
import { sweepCorrections } from '@/lib/billing/invoice/sweep-corrections.job'
import { wish } from '@/tests/support/corrections'
import { owner } from '@/tests/support/database'
import { formsOf, quotaOf, statusOf } from '@/tests/support/issued-invoices'
import { approved, untilIssued, withNuonuo } from '@/tests/support/nuonuo'

const nuonuo = withNuonuo()

const call = async (orderno: string, content = {}) => {
  const body = new URLSearchParams({ operater: 'callback', orderno, content: JSON.stringify(content) })
  const request = new Request('http://x/api/invoices/nuonuo/notify', {
    method: 'POST',
    body: body.toString(),
  })
  const answer = await POST(request, { params: Promise.resolve({ channel: 'nuonuo' }) })
  return { status: answer.status, body: await answer.text() }
}
const ACKNOWLEDGED = { status: 200, body: '{"status":"0000","message":"同步成功"}' }
const staged = () => owner`select from outbox where task = 'follow-red-form'`
const hints = async () => (await owner`select from audit_log where command = 'invoice.hint'`).length

/** An invoice that the channel issued and whose correction waits for the buyer's answer, asked about in half an hour. */
async function waitingForm() {
  const issued = await approved()
  await untilIssued(issued.applicationId)
  await nuonuo.faults({ formNeedsConfirmation: true })
  const asked = wish(issued.applicationId)
  await requestCorrection(issued.customer, asked)
  await approveCorrection(issued.reviewer, { correctionId: asked.correctionId, method: 'red-letter' })
  const now = async () => (await formsOf(asked.correctionId))[0] ?? {}
  await vi.waitUntil(
    async () => {
      await owner`update red_forms set next_query_at = now() where correction_id = ${asked.correctionId} and next_query_at is not null`
      await sweepCorrections()
      return (await now())['state'] === '02'
    },
    { timeout: 15_000, interval: 60 },
  )
  await owner`update red_forms set next_query_at = now() + interval '25 minutes', queries = 9 where correction_id = ${asked.correctionId}`
  await owner`delete from outbox`
  const requestNo = String((await now())['request_no'])
  return { ...issued, correctionId: asked.correctionId, requestNo, now, formId: String((await now())['id']) }
}

const minutesUntil = (at: unknown) => ((at as Date).getTime() - Date.now()) / 60_000

describe('a callback about a red-letter form', () => {
  test('brings the question forward, and only what the channel answers is believed', async () => {
    const { requestNo, now, formId, applicationId, invoiceableId } = await waitingForm()
    const forged = { c_status: '1', allElectronicInvoiceNumber: '20880000000000000000', c_url: 'http://x/y' }
    expect(await call(requestNo, forged)).toEqual(ACKNOWLEDGED)
    expect(minutesUntil((await now())['next_query_at'])).toBeLessThan(0.1)
    expect(await now()).toMatchObject({ state: '02', red_number: null, live: true })
    expect(await staged()).toHaveLength(1)
    await followStaged({ formId })
    expect(await now()).toMatchObject({ state: '02', red_number: null })
    expect(await statusOf(applicationId)).toBe('return-requested')
    expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '500000', '0'])
  })

  test('twenty of them bring it forward once, by the number of its red invoice too', async () => {
    const { now, correctionId } = await waitingForm()
    const [red] = await owner`select i.request_no from invoices i join red_forms f on f.red_invoice_id = i.id
      where f.correction_id = ${correctionId}`
    await Promise.all(Array.from({ length: 20 }, () => call(String(red?.['request_no']))))
    expect(minutesUntil((await now())['next_query_at'])).toBeLessThan(0.1)
    expect(await staged()).toHaveLength(1)
  })

  test('right after the channel was asked has it asked again no sooner than in two seconds', async () => {
    const { requestNo, correctionId } = await waitingForm()
    await owner`update red_forms set next_query_at = now() + interval '5 seconds', queries = 1 where correction_id = ${correctionId}`
    await call(requestNo)
    const [soon] = await owner`select next_query_at > now() + interval '1 second' as paused,
      next_query_at < now() + interval '3 seconds' as brought from red_forms where correction_id = ${correctionId}`
    expect(soon).toEqual({ paused: true, brought: true })
  })

  test('that was taken back has it looked at once more, each time later', async () => {
    const { requestNo, now, correctionId, reviewer } = await waitingForm()
    await giveUpCorrection(reviewer, { correctionId })
    await sweepCorrections()
    expect(await now()).toMatchObject({ state: '08', live: false, next_query_at: null })
    await owner`update red_forms set queries = 3 where correction_id = ${correctionId}`
    await call(requestNo)
    const first = minutesUntil((await now())['next_query_at'])
    expect(first).toBeGreaterThan(0.8)
    await owner`update red_forms set next_query_at = now() where correction_id = ${correctionId}`
    await sweepCorrections()
    expect(await now()).toMatchObject({ state: '08', live: false, next_query_at: null })
    await call(requestNo)
    expect(minutesUntil((await now())['next_query_at'])).toBeGreaterThan(first)
  })

  test('of a red invoice that is written down changes nothing, nor does an unknown number', async () => {
    const { requestNo, now, correctionId } = await waitingForm()
    await owner`update red_forms set next_query_at = null where correction_id = ${correctionId}`
    const before = { form: await now(), hints: await hints() }
    expect(await call(requestNo)).toEqual(ACKNOWLEDGED)
    expect(await call('CNOBODY000000001')).toEqual(ACKNOWLEDGED)
    expect(await hintIssuing(SYSTEM, { requestNo: 'CNOBODY000000001' })).toBeNull()
    expect({ form: await now(), hints: await hints() }).toEqual(before)
    expect(await staged()).toHaveLength(0)
  })
})
