import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { fen } from '@/lib/kernel/money'
import { startStub } from '../testing/stub-server'
import type { Received, Stub } from '../testing/stub-server'
import { NOW, TRANSACTION, callbackBody, newPlatform, wechatpayConfig } from '../testing/wechat-platform'
import { wechatpayChannel } from './channel'

const platform = newPlatform('PUB_KEY_ID_01')
const keys = { [platform.serial]: platform.publicPem }
const outTradeNo = TRANSACTION.out_trade_no

let stub: Stub | undefined

afterEach(async () => {
  await stub?.close()
  stub = undefined
})

async function channelAnswering(status: number, body: object | string) {
  return channelSaying(() => [status, body])
}

async function channelSaying(say: (target: string) => readonly [number, object | string]) {
  stub = await startStub(({ target }: Received, response: ServerResponse) => {
    const [status, body] = say(target)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    response.writeHead(status, status < 300 ? platform.headers(text) : {}).end(text)
  })
  return wechatpayChannel(wechatpayConfig(stub.url, keys))
}

const paid = {
  kind: 'paid',
  fen: 5_000_000n,
  channelTradeNo: '4200001',
  paidAt: new Date('2026-11-20T23:59:30Z'),
  refunded: false,
  foreign: null,
}

describe('a query says', () => {
  test.each([
    ['paid', {}, paid],
    ['paid, after a refund too', { trade_state: 'REFUND' }, { ...paid, refunded: true }],
    ['paid to another app', { appid: 'wx-other' }, { ...paid, foreign: 'app' }],
    ['paid to another seller', { mchid: '19' }, { ...paid, foreign: 'seller' }],
    [
      'paid in other money',
      { amount: { total: 5000000, currency: 'USD' } },
      { ...paid, foreign: 'currency' },
    ],
    ['pending', { trade_state: 'NOTPAY', transaction_id: undefined }, { kind: 'pending' }],
    ['pending while the buyer types', { trade_state: 'USERPAYING' }, { kind: 'pending' }],
    ['closed', { trade_state: 'CLOSED' }, { kind: 'closed' }],
    ['unknown for a state nobody knows', { trade_state: 'success' }, { kind: 'unknown' }],
    ['unknown for a payment without an amount', { amount: undefined }, { kind: 'unknown' }],
    ['unknown for a payment without a number', { transaction_id: '' }, { kind: 'unknown' }],
  ])('%s', async (_what, change, expected) => {
    const channel = await channelAnswering(200, { ...TRANSACTION, ...change })
    expect(await channel.query(outTradeNo)).toMatchObject(expected)
  })

  test.each(['ORDER_NOT_EXIST', 'ORDERNOTEXIST'])('not-exist for %s', async (code) => {
    const channel = await channelAnswering(404, { code })
    expect(await channel.query(outTradeNo)).toEqual({ kind: 'not-exist' })
  })

  test('unknown when it is refused for another reason', async () => {
    const channel = await channelAnswering(401, { code: 'SIGN_ERROR' })
    expect(await channel.query(outTradeNo)).toMatchObject({ kind: 'unknown', why: 'refused: SIGN_ERROR' })
  })
})

test.each([
  [204, '', { kind: 'closed' }],
  [400, { code: 'ORDER_CLOSED' }, { kind: 'closed' }],
  [400, { code: 'ORDER_PAID' }, { kind: 'not-open', code: 'ORDER_PAID' }],
  [404, { code: 'ORDERNOTEXIST' }, { kind: 'not-exist' }],
  [400, { code: 'INVALID_REQUEST' }, { kind: 'unknown' }],
  [500, { code: 'SYSTEM_ERROR' }, { kind: 'unknown' }],
])('closing answered with %i %j', async (status, body, expected) => {
  const channel = await channelAnswering(status, body)
  expect(await channel.close(outTradeNo)).toMatchObject(expected)
})

describe('a start', () => {
  const attempt = {
    outTradeNo,
    fen: fen(100),
    description: 'x',
    expiresAt: NOW,
    notifyUrl: 'https://billing.example/notify',
    returnUrl: 'https://billing.example/orders/1?a=b',
    clientIp: '203.0.113.9',
  }
  const answer = { code_url: 'weixin://wxpay/bizpayurl?pr=1', h5_url: 'https://wx.tenpay.com/h5?prepay_id=1' }

  test('shows a code on a desktop', async () => {
    const channel = await channelAnswering(200, answer)
    expect(await channel.start({ ...attempt, device: 'desktop' })).toEqual({
      kind: 'qr',
      codeUrl: answer.code_url,
    })
  })

  test('sends a phone to WeChat and back, telling where the buyer sits', async () => {
    const channel = await channelAnswering(200, answer)
    const back = 'https%3A%2F%2Fbilling.example%2Forders%2F1%3Fa%3Db'
    const url = `${answer.h5_url}&redirect_url=${back}`
    expect(await channel.start({ ...attempt, device: 'phone' })).toEqual({ kind: 'redirect', url })
    expect(stub?.received[0]?.target).toBe('/v3/pay/transactions/h5')
    expect(JSON.parse(stub?.received[0]?.body ?? '')).toMatchObject({
      scene_info: { payer_client_ip: '203.0.113.9', h5_info: { type: 'Wap' } },
    })
  })

  test('shows the code to a phone whose address nobody knows', async () => {
    const channel = await channelAnswering(200, answer)
    const started = await channel.start({ ...attempt, clientIp: 'unknown', device: 'phone' })
    expect(started).toMatchObject({ kind: 'qr' })
  })

  test('shows the code to a phone where the merchant may not use H5, for the very same payment', async () => {
    const channel = await channelSaying((target) =>
      target.endsWith('/h5') ? [403, { code: 'NO_AUTH', message: '商户无权限' }] : [200, answer],
    )
    expect(await channel.start({ ...attempt, device: 'phone' })).toMatchObject({ kind: 'qr' })
    const [h5, native] = stub?.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>) ?? []
    const { scene_info: _scene, ...payment } = h5 ?? {}
    expect(native).toEqual(payment)
  })

  test.each([
    [403, { code: 'RULE_LIMIT' }, { kind: 'refused' }],
    [500, { code: 'SYSTEM_ERROR' }, { kind: 'unknown' }],
  ])('asks nothing else where H5 is answered %i %j', async (status, body, expected) => {
    const channel = await channelSaying((target) => (target.endsWith('/h5') ? [status, body] : [200, answer]))
    expect(await channel.start({ ...attempt, device: 'phone' })).toMatchObject(expected)
    expect(stub?.received).toHaveLength(1)
  })

  test('passes a refusal on', async () => {
    const channel = await channelAnswering(403, { code: 'OUT_TRADE_NO_USED', message: '商户订单号重复' })
    expect(await channel.start({ ...attempt, device: 'desktop' })).toMatchObject({
      code: 'OUT_TRADE_NO_USED',
    })
  })
})

describe('a notice', () => {
  const channel = wechatpayChannel(wechatpayConfig('http://127.0.0.1:9', keys))
  const read = (body: string, headers: Readonly<Record<string, string>> = platform.headers(body)) =>
    channel.readNotice(headers, body, NOW)
  const transaction = (change: object) =>
    callbackBody('TRANSACTION.SUCCESS', { ...TRANSACTION, ...change }, 'EV-9')

  test('of a payment', async () => {
    const { refunded: _refunded, ...facts } = paid
    expect(await read(transaction({}))).toMatchObject({
      verified: true,
      noticeId: 'EV-9',
      outTradeNo,
      ...facts,
    })
  })

  test.each([
    ['app', { appid: 'wx-other' }],
    ['seller', { mchid: '19' }],
    ['currency', { amount: { total: 5000000, currency: 'HKD' } }],
  ])('of a payment to another %s is foreign, and told in full', async (foreign, change) => {
    expect(await read(transaction(change))).toMatchObject({
      kind: 'paid',
      foreign,
      outTradeNo,
      fen: 5_000_000n,
    })
  })

  test('without a time of payment takes the time it came', async () => {
    expect(await read(transaction({ success_time: undefined }))).toMatchObject({ kind: 'paid', paidAt: NOW })
  })

  test('of a payment with a senseless amount is kept and settles nothing', async () => {
    expect(await read(transaction({ amount: { total: 1.5 } }))).toMatchObject({
      verified: true,
      kind: 'other',
    })
  })

  test.each([
    ['SUCCESS', 'done'],
    ['CLOSED', 'closed'],
    ['ABNORMAL', 'abnormal'],
  ])('of a refund in state %s', async (state, status) => {
    const amount = { total: 100, refund: 30 }
    const numbers = {
      mchid: TRANSACTION.mchid,
      out_trade_no: outTradeNo,
      out_refund_no: 'R1',
      refund_id: '50',
    }
    const body = callbackBody(`REFUND.${state}`, { ...numbers, refund_status: state, amount })
    const refund = { refundNo: 'R1', status, fen: 30n, refundedFen: null }
    expect(await read(body)).toMatchObject({ kind: 'refund', foreign: null, outTradeNo, refund })
  })

  test('without an id gets one that is the same for the same body', async () => {
    const body = callbackBody('TRANSACTION.SUCCESS', TRANSACTION, '')
    const first = await read(body)
    expect(first).toMatchObject({
      verified: true,
      noticeId: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    })
    expect(await read(body)).toEqual(first)
  })

  test('that is forged or cannot be opened is not verified', async () => {
    expect(await read(transaction({}), {})).toEqual({ verified: false, why: 'headers-missing' })
    expect(await read('{}')).toEqual({ verified: false, why: 'unreadable' })
  })

  test('is answered as WeChat Pay wants it', () => {
    const { accepted, failed, notVerified } = channel.acknowledge
    expect([accepted.status, failed.status, notVerified.status]).toEqual([200, 500, 401])
    expect(JSON.parse(accepted.body)).toEqual({ code: 'SUCCESS', message: '成功' })
    expect(JSON.parse(failed.body)).toEqual({ code: 'FAIL', message: '失败' })
  })
})

describe('a refund', () => {
  const order = { outTradeNo, refundNo: 'R1', fen: fen(30), totalFen: fen(100), reason: 'unused' }
  const answer = (status: string) => ({
    out_trade_no: outTradeNo,
    out_refund_no: 'R1',
    refund_id: '50',
    status,
    amount: { refund: 30 },
  })

  test.each([
    ['SUCCESS', { kind: 'done', fen: 30n, channelRefundNo: '50' }],
    ['PROCESSING', { kind: 'processing' }],
    ['CLOSED', { kind: 'closed' }],
    ['ABNORMAL', { kind: 'abnormal' }],
    ['WHATEVER', { kind: 'unknown' }],
  ])('in state %s', async (status, expected) => {
    const channel = await channelAnswering(200, answer(status))
    expect(await channel.refund(order)).toMatchObject(expected)
    expect(await channel.queryRefund(outTradeNo, 'R1')).toMatchObject(expected)
  })

  test('is refused for want of money, and not found when never asked for', async () => {
    const poor = await channelAnswering(403, { code: 'NOT_ENOUGH', message: '余额不足' })
    expect(await poor.refund(order)).toMatchObject({ kind: 'refused', code: 'NOT_ENOUGH' })
    await stub?.close()
    const empty = await channelAnswering(404, { code: 'RESOURCE_NOT_EXISTS' })
    expect(await empty.queryRefund(outTradeNo, 'R1')).toEqual({ kind: 'not-exist' })
  })
})
