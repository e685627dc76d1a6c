import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { MemberActor } from '@/lib/auth/actor'
import { sweepPayments } from '@/lib/billing/settlement/sweep-payments.job'
import { queryPayment } from '@/lib/billing/settlement/query-payment.flow'
import { startPayment } from '@/lib/billing/settlement/start-payment.flow'
import { newId } from '@/lib/kernel/id'
import { startSimulators } from '@/simulators/server'
import { newCustomer, newMember, newOrder, owner, refusalOf } from '@/tests/support/database'
import { openNoticeDoor } from '@/tests/support/notice-door'

let door: Awaited<ReturnType<typeof openNoticeDoor>>
let simulators: Awaited<ReturnType<typeof startSimulators>>
const stateDirectory = mkdtempSync(join(tmpdir(), 'billing-gateways-'))

async function control(path: string, body?: unknown, method = 'POST'): Promise<unknown> {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const answer = await fetch(`${simulators.url}/control/${path}`, { method, ...sent })
  const json: unknown = await answer.json().catch(() => null)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(json)}`)
  return json
}

beforeAll(async () => {
  door = await openNoticeDoor()
  simulators = await startSimulators({ host: '127.0.0.1', port: 0, stateDirectory, retryScale: 0.001 })
  const credentials = (await control('credentials', undefined, 'GET')) as Record<string, string>
  Object.assign(process.env, credentials)
})

afterEach(() => control('faults', undefined, 'DELETE'))

afterAll(async () => {
  await simulators.close()
  door.close()
  rmSync(stateDirectory, { recursive: true, force: true })
})

function start(customer: MemberActor, orderId: string, channel: string, attemptId = newId()) {
  return startPayment(customer, {
    attemptId,
    orderId,
    channel,
    device: 'desktop',
    origin: door.origin,
    clientIp: '127.0.0.1',
  })
}

type Row = { id: string; out_trade_no: string; status: string; channel: string }
const attempts = (orderId: string) =>
  owner<
    Row[]
  >`select id, out_trade_no, status, channel from payments where order_id = ${orderId} order by started_at, id`
const latest = async (orderId: string) => (await attempts(orderId)).at(-1) ?? ({} as Row)
const statusOf = async (orderId: string) =>
  (await owner<{ status: string }[]>`select status from orders where id = ${orderId}`)[0]?.status

async function pay(orderId: string, channel: 'wechatpay' | 'alipay', payUrl: string): Promise<void> {
  if (channel === 'alipay') await fetch(payUrl, { redirect: 'manual' })
  await control('pay', { channel, outTradeNo: (await latest(orderId)).out_trade_no })
}

const becomes = (orderId: string, status: string) =>
  vi.waitFor(async () => expect(await statusOf(orderId)).toBe(status), { timeout: 8000, interval: 50 })

async function askNow(paymentId: string): Promise<void> {
  await owner`update payments set next_query_at = now() where id = ${paymentId}`
  expect(await queryPayment(paymentId)).toBe(true)
}

describe.each(['wechatpay', 'alipay'] as const)('paying by %s', (channel) => {
  test('the notice pays the order', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const started = await start(customer, orderId, channel)
    expect(started.kind).toBe(channel === 'alipay' ? 'redirect' : 'qr')
    await pay(orderId, channel, started.url)
    await becomes(orderId, 'paid')
    const notices =
      await owner`select source, outcome from payment_notices where out_trade_no = ${(await latest(orderId)).out_trade_no}`
    expect(notices).toContainEqual({ source: 'notice', outcome: 'settled' })
  })

  test('with every notice dropped, the query pays it', async () => {
    await control('faults', { channel, dropNotices: true })
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const started = await start(customer, orderId, channel)
    await pay(orderId, channel, started.url)
    await askNow((await latest(orderId)).id)
    expect(await statusOf(orderId)).toBe('paid')
  })

  test('a wrong amount pays nothing and is kept in suspense', async () => {
    await control('faults', { channel, wrongAmountFen: 1 })
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const started = await start(customer, orderId, channel)
    await pay(orderId, channel, started.url)
    const { out_trade_no: number } = await latest(orderId)
    await vi.waitFor(async () => {
      const kept = await owner`select reason, amount_fen from suspense where out_trade_no = ${number}`
      expect(kept).toEqual([{ reason: 'wrong-amount', amount_fen: '1' }])
    }, 8000)
    expect(await statusOf(orderId)).toBe('pending-payment')
    // Nobody asks about it any more, and the order can still be paid.
    expect(await owner`select status, next_query_at from payments where order_id = ${orderId}`).toEqual([
      { status: 'closed', next_query_at: null },
    ])
    await control('faults', undefined, 'DELETE')
    const again = await start(customer, orderId, channel)
    await pay(orderId, channel, again.url)
    await becomes(orderId, 'paid')
  })

  test('an attempt whose time is over is closed at the gateway, and nobody asks again', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const started = await start(customer, orderId, channel)
    if (channel === 'alipay') await fetch(started.url)
    const { id, out_trade_no: number } = await latest(orderId)
    await owner`update payments set expires_at = now() where id = ${id}`
    await askNow(id)
    expect(await owner`select status, next_query_at from payments where id = ${id}`).toEqual([
      { status: 'closed', next_query_at: null },
    ])
    await expect(control('pay', { channel, outTradeNo: number })).rejects.toThrow(/409/)
  })
})

describe('changing one’s mind', () => {
  test('another method closes the former attempt at its gateway', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    await start(customer, orderId, 'wechatpay')
    const former = await latest(orderId)
    await start(customer, orderId, 'alipay')
    expect((await attempts(orderId)).map(({ channel, status }) => [channel, status])).toEqual([
      ['wechatpay', 'closed'],
      ['alipay', 'open'],
    ])
    await expect(control('pay', { channel: 'wechatpay', outTradeNo: former.out_trade_no })).rejects.toThrow(
      /409/,
    )
  })

  test('if the former attempt turns out to be paid, it stands', async () => {
    await control('faults', { channel: 'wechatpay', dropNotices: true })
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const started = await start(customer, orderId, 'wechatpay')
    await pay(orderId, 'wechatpay', started.url)
    expect(await refusalOf(start(customer, orderId, 'alipay'))).toBe('payment.just-paid')
    expect(await statusOf(orderId)).toBe('paid')
    expect(await attempts(orderId)).toHaveLength(1)
  })

  test('the same attempt pressed twice is one code', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attemptId = newId()
    const first = await start(customer, orderId, 'wechatpay', attemptId)
    expect(await start(customer, orderId, 'wechatpay', attemptId)).toEqual(first)
    expect(await attempts(orderId)).toHaveLength(1)
  })
})

describe('what is refused before or by a gateway', () => {
  test('an attempt that was closed meanwhile is not taken up again', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const attemptId = newId()
    await start(customer, orderId, 'wechatpay', attemptId)
    await start(customer, orderId, 'alipay')
    expect(await refusalOf(start(customer, orderId, 'wechatpay', attemptId))).toBe('order.changed-meanwhile')
  })

  test('a viewer closes nobody’s attempt', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    await start(customer, orderId, 'wechatpay')
    const viewer = await newMember(customer, 'viewer')
    expect(await refusalOf(start(viewer, orderId, 'alipay'))).toBe('actor.forbidden')
    expect((await latest(orderId)).status).toBe('open')
  })

  test('what the gateway refuses is told, and the attempt is still asked about', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const refused = startPayment(customer, {
      attemptId: newId(),
      orderId,
      channel: 'wechatpay',
      device: 'desktop',
      // WeChat Pay takes no notify address with a query (its ordering reference).
      origin: 'http://127.0.0.1/?x=1',
      clientIp: '127.0.0.1',
    })
    expect(await refusalOf(refused)).toBe('payment.channel-refused')
    const [kept] =
      await owner`select status, next_query_at is not null as asked from payments where order_id = ${orderId}`
    expect(kept).toEqual({ status: 'closed', asked: true })
  })
})

describe('a gateway in trouble', () => {
  test.each([['failNext'], ['nonsenseNext'], ['badSignatureNext']])(
    '%s: said so, the order kept, the attempt not believed',
    async (fault) => {
      await control('faults', { channel: 'wechatpay', [fault]: 1 })
      const customer = await newCustomer()
      const orderId = await newOrder(customer)
      expect(await refusalOf(start(customer, orderId, 'wechatpay'))).toBe('payment.channel-silent')
      expect(await statusOf(orderId)).toBe('pending-payment')
      const again = await start(customer, orderId, 'wechatpay')
      await pay(orderId, 'wechatpay', again.url)
      await becomes(orderId, 'paid')
    },
  )

  test('probes with a bad signature are refused, and the real notice pays', async () => {
    await control('faults', { channel: 'wechatpay', badSignatureProbes: true })
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const started = await start(customer, orderId, 'wechatpay')
    await pay(orderId, 'wechatpay', started.url)
    await becomes(orderId, 'paid')
  })

  test('a notice that was stored but not applied is applied by the sweep', async () => {
    const customer = await newCustomer()
    const orderId = await newOrder(customer)
    const started = await start(customer, orderId, 'wechatpay')
    await owner`create or replace function refuse_for_a_test() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`
    await owner`create trigger refuse_for_a_test before insert on packages for each row execute function refuse_for_a_test()`
    await pay(orderId, 'wechatpay', started.url)
    const { out_trade_no: number } = await latest(orderId)
    await vi.waitFor(async () => {
      expect(await owner`select applied_at from payment_notices where out_trade_no = ${number}`).toEqual([
        { applied_at: null },
      ])
    }, 8000)
    await owner`drop trigger refuse_for_a_test on packages`
    await owner`update payment_notices set received_at = now() - interval '2 minutes' where out_trade_no = ${number}`
    await sweepPayments()
    expect(await statusOf(orderId)).toBe('paid')
  })
})

test('a trade that does not exist yet is not over: its page still opens, and pays', async () => {
  const customer = await newCustomer()
  const orderId = await newOrder(customer)
  // Alipay knows of a trade once the payer has opened its page.
  const started = await start(customer, orderId, 'alipay')
  await askNow((await latest(orderId)).id)
  expect((await latest(orderId)).status).toBe('open')
  await pay(orderId, 'alipay', started.url)
  await becomes(orderId, 'paid')
})

test('a channel without keys is not offered', async () => {
  const customer = await newCustomer()
  expect(await refusalOf(start(customer, await newOrder(customer), 'banknotes'))).toBe('payment.channel-off')
})

// Last, since what the gateway signs with is another key from here on.
test('keys that rotate are learnt from the gateway, not believed from a notice', async () => {
  await control('faults', { channel: 'wechatpay', noticeKey: 'certificate' })
  await control('faults', { channel: 'wechatpay', rotateKey: true })
  const customer = await newCustomer()
  const orderId = await newOrder(customer)
  const started = await start(customer, orderId, 'wechatpay')
  await pay(orderId, 'wechatpay', started.url)
  await becomes(orderId, 'paid')
})
