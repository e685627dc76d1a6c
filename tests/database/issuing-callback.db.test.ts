import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { POST } from '@/app/api/invoices/[channel]/notify/route'
import { issueApplication } from '@/lib/billing/invoice/issue-application.flow'
import { hintIssuing } from '@/lib/billing/invoice/hint-issuing.command'
import { owner } from '@/tests/support/database'
import { issuingOf } from '@/tests/support/invoicing'
import { approved, untilFailed, untilIssued, withNuonuo } from '@/tests/support/nuonuo'

const nuonuo = withNuonuo()

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
    await nuonuo.faults({ issueFails: true })
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
