import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { MemberActor } from '@/lib/auth/actor'
import { approveRefund } from '@/lib/billing/settlement/approve-refund.command'
import { cancelOrder } from '@/lib/billing/settlement/cancel-order.command'
import { divertRefund } from '@/lib/billing/settlement/divert-refund.command'
import { followRefund } from '@/lib/billing/settlement/follow-refund.flow'
import { startPayment } from '@/lib/billing/settlement/start-payment.flow'
import { sweepPayments } from '@/lib/billing/settlement/sweep-payments.job'
import { newId } from '@/lib/kernel/id'
import { startSimulators } from '@/simulators/server'
import { newCustomer, newOrder, owner } from '@/tests/support/database'
import { openNoticeDoor } from '@/tests/support/notice-door'
import { askRefund, makeDue, newFinance, orderOf, PAYEE, refundOf } from '@/tests/support/refunds'

type Channel = 'wechatpay' | 'alipay'

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
  // Refunds are told at the address of this product, not at that of the payment.
  Object.assign(process.env, credentials, { NEXTAUTH_URL: door.origin })
})
afterEach(() => control('faults', undefined, 'DELETE'))
afterAll(async () => {
  await simulators.close()
  door.close()
  rmSync(stateDirectory, { recursive: true, force: true })
})

async function open(customer: MemberActor, channel: Channel) {
  const orderId = await newOrder(customer)
  const started = await startPayment(customer, {
    attemptId: newId(),
    orderId,
    channel,
    device: 'desktop',
    origin: door.origin,
    clientIp: '127.0.0.1',
  })
  if (channel === 'alipay') await fetch(started.url, { redirect: 'manual' })
  const [row] = await owner<{ out_trade_no: string }[]>`
    select out_trade_no from payments where order_id = ${orderId}`
  return { orderId, outTradeNo: row?.out_trade_no ?? '' }
}

async function paid(channel: Channel) {
  const customer = await newCustomer()
  const opened = await open(customer, channel)
  await control('pay', { channel, outTradeNo: opened.outTradeNo })
  await becomes(opened.orderId, 'paid')
  return { customer, ...opened }
}

const becomes = (orderId: string, status: string) =>
  vi.waitFor(async () => expect((await orderOf(orderId))['status']).toBe(status), {
    timeout: 8000,
    interval: 50,
  })
const refundBecomes = (id: string, status: string) =>
  vi.waitFor(async () => expect((await refundOf(id))['status']).toBe(status), { timeout: 8000, interval: 50 })

type AtGateway = { outTradeNo: string; refundNo: string; fen: string; status: string }
const refundsAt = async (channel: Channel, outTradeNo: string) =>
  (await control(`refunds?channel=${channel}&outTradeNo=${outTradeNo}`, undefined, 'GET')) as AtGateway[]

describe.each(['wechatpay', 'alipay'] as const)('money going back by %s', (channel) => {
  test('paid after cancelling: returned by the sweep, once', async () => {
    const customer = await newCustomer()
    const { orderId, outTradeNo } = await open(customer, channel)
    await cancelOrder(customer, { orderId })
    await control('pay', { channel, outTradeNo, force: true })
    const refund = async () =>
      (await owner<{ id: string }[]>`select id from refunds where order_id = ${orderId}`)[0]?.id ?? ''
    await vi.waitFor(async () => expect(await refund()).not.toBe(''), { timeout: 8000, interval: 50 })
    await sweepPayments()
    await refundBecomes(await refund(), 'done')
    await sweepPayments()
    expect((await refundsAt(channel, outTradeNo)).map(({ fen }) => fen)).toEqual(['500000'])
    expect((await orderOf(orderId))['status']).toBe('cancelled')
  })

  test('two parts by two people, the second one of all that is left', async () => {
    const { orderId, outTradeNo } = await paid(channel)
    const { first, second } = await newFinance()
    for (const [amount, status] of [
      ['1234.55', 'partially-refunded'],
      ['3765.45', 'refunded'],
    ] as const) {
      const refundId = await askRefund(first, orderId, amount)
      await approveRefund(second, { refundId })
      await followRefund(refundId)
      await refundBecomes(refundId, 'done')
      expect((await orderOf(orderId))['status']).toBe(status)
    }
    expect((await refundsAt(channel, outTradeNo)).map(({ fen }) => fen).sort()).toEqual(['123455', '376545'])
  })

  test('a gateway that does it and never answers: asked, found done, and done once', async () => {
    const { orderId, outTradeNo } = await paid(channel)
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '100')
    await approveRefund(second, { refundId })
    await control('faults', { channel, timeoutNext: 1, only: 'refund', dropNotices: true })
    await followRefund(refundId)
    expect((await refundOf(refundId))['status']).toBe('processing')
    await vi.waitFor(async () => {
      await makeDue(refundId)
      await followRefund(refundId)
      expect((await refundOf(refundId))['status']).toBe('done')
    }, 8000)
    expect(await refundsAt(channel, outTradeNo)).toHaveLength(1)
  })

  test('a gateway in trouble: tried again with the same number until it is done', async () => {
    const { orderId, outTradeNo } = await paid(channel)
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '100')
    await approveRefund(second, { refundId })
    await control('faults', { channel, failNext: 1, only: 'refund' })
    await followRefund(refundId)
    await control('faults', { channel, notEnough: true })
    await makeDue(refundId)
    await followRefund(refundId)
    expect((await refundOf(refundId))['trouble']).toMatch(/NOT_ENOUGH/)
    await control('faults', undefined, 'DELETE')
    await makeDue(refundId)
    await followRefund(refundId)
    await refundBecomes(refundId, 'done')
    expect(await refundsAt(channel, outTradeNo)).toMatchObject([
      { refundNo: (await refundOf(refundId))['number'], fen: '10000' },
    ])
  })

  test('one made at the gateway’s own console is found by its notice', async () => {
    const { orderId, outTradeNo } = await paid(channel)
    await control('refund', {
      channel,
      outTradeNo,
      fen: '12300',
      notifyUrl: `${door.origin}/api/payments/${channel}/refund-notify`,
    })
    await vi.waitFor(async () => {
      // Alipay names no amount of this refund alone: the sweep asks.
      await owner`update payment_notices set next_apply_at = now() where applied_at is null and out_trade_no = ${outTradeNo}`
      await sweepPayments()
      expect((await orderOf(orderId))['refunded_fen']).toBe('12300')
    }, 8000)
    expect(await owner`select reason, amount_fen from refunds where order_id = ${orderId}`).toEqual([
      { reason: 'console', amount_fen: '12300' },
    ])
  })
})

describe('WeChat Pay cannot give it back', () => {
  test('abnormal: a person helps it on at the console or by bank', async () => {
    const { orderId } = await paid('wechatpay')
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '100')
    await approveRefund(second, { refundId })
    await control('faults', { channel: 'wechatpay', refundsAbnormal: true })
    await followRefund(refundId)
    await refundBecomes(refundId, 'abnormal')
    await divertRefund(first, { refundId, reason: 'Card is gone', ...PAYEE })
    expect(await refundOf(refundId)).toMatchObject({ status: 'requested', route: 'bank' })
  })

  test('closed: everything is free again', async () => {
    const { orderId } = await paid('wechatpay')
    const { first, second } = await newFinance()
    const refundId = await askRefund(first, orderId, '100')
    await approveRefund(second, { refundId })
    await control('faults', { channel: 'wechatpay', refundsClose: true })
    await followRefund(refundId)
    await refundBecomes(refundId, 'closed')
    expect(await orderOf(orderId)).toMatchObject({ status: 'paid', refunding_fen: '0', refunded_fen: '0' })
  })
})
