import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { MemberActor } from '@/lib/auth/actor'
import { getPaymentState } from '@/lib/billing/payment/payment.queries'
import { queryPayment } from '@/lib/billing/settlement/query-payment.flow'
import { startPayment } from '@/lib/billing/settlement/start-payment.flow'
import { newId } from '@/lib/kernel/id'
import { startSimulators } from '@/simulators/server'
import { newCustomer, newOrder, owner } from '@/tests/support/database'
import { openNoticeDoor } from '@/tests/support/notice-door'

let door: Awaited<ReturnType<typeof openNoticeDoor>>
let simulators: Awaited<ReturnType<typeof startSimulators>>
const stateDirectory = mkdtempSync(join(tmpdir(), 'billing-phones-'))

async function control(path: string, body?: unknown, method = 'POST'): Promise<unknown> {
  const answer = await fetch(`${simulators.url}/control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

beforeAll(async () => {
  door = await openNoticeDoor()
  simulators = await startSimulators({ host: '127.0.0.1', port: 0, stateDirectory, retryScale: 0.001 })
  Object.assign(process.env, await control('credentials', undefined, 'GET'))
})

afterEach(() => control('faults', undefined, 'DELETE'))

afterAll(async () => {
  await simulators.close()
  door.close()
  rmSync(stateDirectory, { recursive: true, force: true })
})

const start = (customer: MemberActor, orderId: string, channel: string, changes: object = {}) =>
  startPayment(customer, {
    attemptId: newId(),
    orderId,
    channel,
    device: 'phone',
    origin: door.origin,
    clientIp: '203.0.113.9',
    ...changes,
  })

/** The phone's browser goes where it is sent, from our page, as far as the page with the buttons. */
async function goAlong(url: string): Promise<string> {
  const page = await fetch(url, { headers: { referer: `${door.origin}/` } })
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('>Pay</button>')
  return page.url
}

/** The buyer presses a button there; where the browser is sent then. */
async function press(cashier: string, button: 'pay' | 'decline'): Promise<string> {
  const { origin, pathname, searchParams } = new URL(cashier)
  const pressed = await fetch(`${origin}${pathname}/${button}`, {
    method: 'POST',
    body: new URLSearchParams({ redirect_url: searchParams.get('redirect_url') ?? '' }),
    redirect: 'manual',
  })
  return pressed.headers.get('location') ?? ''
}

async function askNow(paymentId: string): Promise<void> {
  await owner`update payments set next_query_at = now() where id = ${paymentId}`
  expect(await queryPayment(paymentId)).toBe(true)
}

const becomesPaid = (customer: MemberActor, orderId: string) =>
  vi.waitFor(
    async () => expect(await getPaymentState(customer, orderId)).toMatchObject({ status: 'paid' }),
    8000,
  )

describe.each(['wechatpay', 'alipay'] as const)('a phone that pays by %s', (channel) => {
  test('is led to the gateway’s own page and back, and the notice pays the order', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const started = await start(customer, orderId, channel)
    expect(started.kind).toBe('redirect')
    const back = await press(await goAlong(started.url), 'pay')
    // By its query the page knows to ask at once; what it says is never believed.
    expect(back).toContain(`${door.origin}/orders/${orderId}/pay?`)
    expect(new URL(back).searchParams.has(channel === 'alipay' ? 'out_trade_no' : 'check')).toBe(true)
    await becomesPaid(customer, orderId)
  })

  test('is helped by a question where the notice is lost', async () => {
    await control('faults', { channel, dropNotices: true })
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    await press(await goAlong((await start(customer, orderId, channel)).url), 'pay')
    await askNow((await getPaymentState(customer, orderId)).attempt?.id ?? '')
    expect(await getPaymentState(customer, orderId)).toMatchObject({ status: 'paid' })
  })

  test('comes back without having paid, and may pay after all', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const started = await start(customer, orderId, channel)
    const back = await press(await goAlong(started.url), 'decline')
    expect(back).toContain(`${door.origin}/orders/${orderId}/pay`)
    expect(await getPaymentState(customer, orderId)).toMatchObject({
      status: 'pending-payment',
      attempt: { device: 'phone', payUrl: started.url, status: 'open' },
    })
    await press(await goAlong(started.url), 'pay')
    await becomesPaid(customer, orderId)
  })

  test('changes to a desktop, and the page on the phone is closed', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const { url } = await start(customer, orderId, channel)
    const cashier = await goAlong(url)
    await start(customer, orderId, 'wechatpay', { device: 'desktop' })
    expect(await (await fetch(cashier)).text()).toContain('<strong>Closed</strong>')
  })
})

describe('a merchant without WeChat’s page for phones', () => {
  test('shows the code, and it pays', async () => {
    await control('faults', { channel: 'wechatpay', noH5Permission: true })
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const started = await start(customer, orderId, 'wechatpay')
    expect(started).toMatchObject({ kind: 'qr', url: expect.stringMatching(/^weixin:/) as string })
    const { attempt } = await getPaymentState(customer, orderId)
    await control('pay', { channel: 'wechatpay', outTradeNo: attempt?.outTradeNo })
    await becomesPaid(customer, orderId)
  })
})

describe('the device of an attempt', () => {
  test('stays what it was when it is pressed again from elsewhere', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attemptId = newId()
    const first = await start(customer, orderId, 'wechatpay', { attemptId })
    expect(await start(customer, orderId, 'wechatpay', { attemptId, device: 'desktop' })).toEqual(first)
  })

  test('leads to our own page once WeChat’s page no longer opens', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attemptId = newId()
    await start(customer, orderId, 'wechatpay', { attemptId })
    await owner`update payments set recorded_at = now() - interval '6 minutes' where id = ${attemptId}`
    expect(await start(customer, orderId, 'wechatpay', { attemptId })).toMatchObject({ kind: 'qr' })
  })
})
