import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { hashSecret } from '@/lib/auth/secret'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newPaidOrder, owner } from '@/tests/support/database'
import { markIssued, newApproved } from '@/tests/support/invoices'
import { listMails } from './mail.queries'
import { sendMail } from './send-mail.job'

type Received = {
  headers: IncomingHttpHeaders
  body: { to: string; subject: string; text: string; html: string }
}

/** The provider's end: takes what is sent, and answers as it is told to. */
let provider: Server
let received: Received[] = []
let answers: { status: number; body: unknown }[] = []

beforeAll(async () => {
  provider = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      received.push({ headers: request.headers, body: JSON.parse(text) as Received['body'] })
      const { status, body } = answers.shift() ?? { status: 200, body: { id: `sent-${received.length}` } }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  process.env['RESEND_BASE_URL'] = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  process.env['RESEND_API_KEY'] = 're_of_the_tests'
  process.env['MAIL_FROM'] = 'Billing Center <billing@center.example>'
})
afterAll(() => provider.close())
beforeEach(() => {
  received = []
  answers = []
})

async function newPayload(kind: string) {
  const { userId, email } = await newCustomer()
  return { payload: { key: newId(), kind, userId }, email, userId }
}

async function rowOf(key: string) {
  const [row] = await owner`select * from mails where key = ${key}`
  return row
}

test('a mail is written, sent with its key, and noted as sent', async () => {
  const { payload, email } = await newPayload('already-registered')
  await sendMail(payload)
  expect(received).toHaveLength(1)
  expect(received[0]?.headers['idempotency-key']).toBe(payload.key)
  expect(received[0]?.body).toMatchObject({ to: email, subject: 'You already have an account' })
  expect(await rowOf(payload.key)).toMatchObject({
    provider_id: 'sent-1',
    kind: 'already-registered',
    to_email: email,
  })
})

test('run again, it sends nothing again', async () => {
  const { payload } = await newPayload('already-registered')
  await sendMail(payload)
  await sendMail(payload)
  expect(received).toHaveLength(1)
})

test('after a provider that was down, the same content goes out under the same key', async () => {
  const { payload, userId } = await newPayload('reset-password')
  answers = [{ status: 503, body: { name: 'internal_server_error', message: 'down' } }]
  await expect(sendMail(payload)).rejects.toThrow('internal_server_error')
  expect((await rowOf(payload.key))?.['sent_at']).toBeNull()
  await sendMail(payload)
  expect(received).toHaveLength(2)
  expect(received[1]?.body).toEqual(received[0]?.body)
  expect(received[1]?.headers['idempotency-key']).toBe(received[0]?.headers['idempotency-key'])
  expect(await owner`select from one_time_tokens where user_id = ${userId}`).toHaveLength(1)
})

test('ten runs at once write one mail with one link, all under one key', async () => {
  const { payload, userId } = await newPayload('verify-email')
  await Promise.all(Array.from({ length: 10 }, () => sendMail(payload)))
  expect(await owner`select from mails where key = ${payload.key}`).toHaveLength(1)
  expect(await owner`select from one_time_tokens where user_id = ${userId}`).toHaveLength(1)
  expect(new Set(received.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([payload.key]))
  expect(new Set(received.map(({ body }) => body.text)).size).toBe(1)
})

test('once sent, the link is in the receiver’s copy alone', async () => {
  const { payload } = await newPayload('reset-password')
  await sendMail(payload)
  const secret = /token=([A-Za-z0-9_-]{43})/.exec(received[0]?.body.text ?? '')?.[1]
  expect(secret).toBeDefined()
  const row = await rowOf(payload.key)
  expect(`${String(row?.['text'])}${String(row?.['html'])}`).not.toContain(secret)
  expect(row?.['text']).toContain('token=…')
  const audit = await owner`select * from audit_log where subject_id = ${String(row?.['id'])}`
  expect(audit.map((entry) => String(entry['command']))).toEqual(['mail.write', 'mail.mark-sent'])
  expect(JSON.stringify(audit)).not.toContain(secret)
})

test('the receiver’s language is the mail’s', async () => {
  const { payload, userId } = await newPayload('verify-email')
  await owner`update users set locale = 'zh-CN' where id = ${userId}`
  await sendMail(payload)
  expect(received[0]?.body.subject).toBe('验证邮箱地址')
  expect((await rowOf(payload.key))?.['locale']).toBe('zh-CN')
})

test('the person who placed an order hears that it is paid, with the package it brought', async () => {
  const customer = await newCustomer('finance')
  const orderId = await newPaidOrder(customer)
  const [job] = await owner<{ payload: Record<string, string> }[]>`
    select payload from outbox where payload->>'orderId' = ${orderId}`
  await sendMail(job?.payload ?? {})
  const [order] = await owner`select number from orders where id = ${orderId}`
  const text = received[0]?.body.text ?? ''
  expect(received[0]?.body).toMatchObject({
    to: customer.email,
    subject: `Order ${String(order?.['number'])} is paid`,
  })
  for (const words of ['Authentication', '100,000', '¥5,000.00', 'Valid until: ', `/orders/${orderId}`])
    expect(text).toContain(words)
})

test('an issued invoice goes out with its file, and once sent its link is in the receiver’s copy alone', async () => {
  const approved = await newApproved()
  const number = await markIssued(approved)
  const payload = { key: newId(), kind: 'invoice-issued', invoiceId: approved.invoiceId }
  await Promise.all(Array.from({ length: 5 }, () => sendMail(payload)))
  const sent = received[0]?.body as Received['body'] & {
    attachments?: { filename: string; content: string }[]
  }
  expect(sent.to).toBe('finance@acme.example')
  expect(sent.attachments).toEqual([
    { filename: `${number}.pdf`, content: Buffer.from('%PDF-1.7 test').toString('base64') },
  ])
  const secret = /invoice-downloads\/([A-Za-z0-9_-]{43})/.exec(sent.text)?.[1] ?? ''
  const links = await owner`select hash from download_links where invoice_id = ${approved.invoiceId}`
  expect(links).toEqual([{ hash: hashSecret(secret) }])
  const row = await rowOf(payload.key)
  expect(`${String(row?.['text'])}${String(row?.['html'])}`).not.toContain(secret)
})

test('nobody is written to who was disabled meanwhile', async () => {
  const { payload, userId } = await newPayload('reset-password')
  await owner`update users set disabled_at = now() where id = ${userId}`
  await sendMail(payload)
  expect(received).toEqual([])
  expect(await rowOf(payload.key)).toBeUndefined()
})

test('a kind nobody knows is an error, not a silence', async () => {
  await expect(sendMail({ key: newId(), kind: 'nonsense' })).rejects.toThrow('no known kind')
})

test('the list shows the newest first', async () => {
  const older = await newPayload('already-registered')
  await sendMail(older.payload)
  const newer = await newPayload('already-registered')
  await sendMail(newer.payload)
  const { rows } = await listMails(SYSTEM, null)
  const [first, second] = [newer, older].map(({ email }) => rows.findIndex((row) => row.toEmail === email))
  expect(first).toBeGreaterThanOrEqual(0)
  expect(first).toBeLessThan(second ?? -1)
})
