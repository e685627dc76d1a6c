import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { fen } from '@/lib/kernel/money'
import {
  ALIPAY_PUBLIC_KEY,
  APP_ID,
  APP_PRIVATE_KEY,
  NOW,
  SELLER_ID,
  gatewayAnswer,
  noticeBody,
  requestParams,
} from '../testing/alipay-side'
import { startStub } from '../testing/stub-server'
import type { Received, Stub } from '../testing/stub-server'
import { alipayChannel } from './channel'

const outTradeNo = 'T202611210001'
const ok = { code: '10000', msg: 'Success', out_trade_no: outTradeNo }
const failed = (code: string) => ({ code: '40004', msg: 'Business Failed', sub_code: code, sub_msg: '不' })

let stub: Stub | undefined

afterEach(async () => {
  await stub?.close()
  stub = undefined
})

const channelAt = (url: string) =>
  alipayChannel({
    gateway: `${url}/gateway.do`,
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPrivateKey: APP_PRIVATE_KEY,
    alipayPublicKey: ALIPAY_PUBLIC_KEY,
    clock: () => NOW,
  })

/** Answers each method with its node. */
async function channelAnswering(nodes: Readonly<Record<string, object>>) {
  stub = await startStub((request: Received, response: ServerResponse) => {
    const { method = '' } = requestParams(request.target, request.body)
    response.end(gatewayAnswer(method, nodes[method] ?? failed('ACQ.INVALID_PARAMETER')))
  })
  return channelAt(stub.url)
}

const paid = {
  kind: 'paid',
  fen: 5_000_000n,
  channelTradeNo: '2026112122001',
  paidAt: new Date('2026-11-20T23:59:30Z'),
  refunded: false,
  foreign: null,
}

describe('a query says', () => {
  const trade = { ...ok, trade_no: '2026112122001', total_amount: '50000.00', trade_status: 'TRADE_SUCCESS' }
  const when = { send_pay_date: '2026-11-21 07:59:30' }

  test.each([
    ['paid', { ...trade, ...when }, paid],
    ['paid, when no longer refundable', { ...trade, ...when, trade_status: 'TRADE_FINISHED' }, paid],
    ['paid now, without a time', trade, { ...paid, paidAt: NOW }],
    ['pending', { ...trade, trade_status: 'WAIT_BUYER_PAY' }, { kind: 'pending' }],
    ['closed, never paid', { ...trade, trade_status: 'TRADE_CLOSED' }, { kind: 'closed' }],
    ['paid and given back', { ...trade, ...when, trade_status: 'TRADE_CLOSED' }, { ...paid, refunded: true }],
    ['unknown for a status nobody knows', { ...trade, trade_status: 'TRADE_PENDING' }, { kind: 'unknown' }],
    ['unknown for an amount of nothing', { ...trade, total_amount: '0.00' }, { kind: 'unknown' }],
    ['unknown for an amount that is none', { ...trade, total_amount: 50000 }, { kind: 'unknown' }],
    ['not-exist, which is not final', failed('ACQ.TRADE_NOT_EXIST'), { kind: 'not-exist' }],
    ['unknown when refused otherwise', failed('ACQ.INVALID_PARAMETER'), { kind: 'unknown' }],
  ])('%s', async (_what, node, expected) => {
    const channel = await channelAnswering({ 'alipay.trade.query': node })
    expect(await channel.query(outTradeNo)).toMatchObject(expected)
  })
})

test.each([
  [ok, { kind: 'closed' }],
  [failed('ACQ.TRADE_HAS_CLOSE'), { kind: 'closed' }],
  [failed('ACQ.TRADE_NOT_EXIST'), { kind: 'not-exist' }],
  [failed('ACQ.TRADE_STATUS_ERROR'), { kind: 'not-open' }],
  [failed('ACQ.REASON_TRADE_STATUS_INVALID'), { kind: 'not-open' }],
  [failed('ACQ.REASON_ILLEGAL_STATUS'), { kind: 'not-open' }],
  [failed('ACQ.SYSTEM_ERROR'), { kind: 'unknown' }],
  [failed('isv.invalid-signature'), { kind: 'unknown' }],
])('closing answered with %j', async (node, expected) => {
  const channel = await channelAnswering({ 'alipay.trade.close': node })
  expect(await channel.close(outTradeNo)).toMatchObject(expected)
})

test('a start sends the buyer to Alipay, phones to its phone page, and asks nobody', async () => {
  const channel = channelAt('http://127.0.0.1:9')
  const attempt = {
    outTradeNo,
    fen: fen(1),
    description: 'x',
    expiresAt: NOW,
    notifyUrl: 'https://b.example/n',
  }
  const methodFor = async (device: 'desktop' | 'phone') => {
    const started = await channel.start({ ...attempt, device })
    return started.kind === 'redirect' ? requestParams(started.url, '')['method'] : started
  }
  expect(await methodFor('desktop')).toBe('alipay.trade.page.pay')
  expect(await methodFor('phone')).toBe('alipay.trade.wap.pay')
})

describe('a notice', () => {
  const channel = channelAt('http://127.0.0.1:9')
  const read = (body: string) => channel.readNotice({}, body, NOW)

  test('of a payment', async () => {
    const { refunded: _refunded, ...facts } = paid
    expect(await read(noticeBody())).toMatchObject({ verified: true, noticeId: 'N-1', outTradeNo, ...facts })
  })

  test('of a refund gives the sum given back so far and is no second payment', async () => {
    const refund = { refundNo: 'R1', status: 'done', fen: null, refundedFen: 1230n }
    const reading = await read(noticeBody({ refund_fee: '12.30', out_biz_no: 'R1' }))
    expect(reading).toMatchObject({ kind: 'refund', outTradeNo, refund })
  })

  test.each([
    ['closed', { trade_status: 'TRADE_CLOSED' }],
    ['pending', { trade_status: 'WAIT_BUYER_PAY' }],
    ['other', { trade_status: 'TRADE_PENDING' }],
    ['other', { total_amount: '0.00' }],
  ])('is %s for %j', async (kind, change) => {
    expect(await read(noticeBody(change))).toMatchObject({ verified: true, kind, outTradeNo })
  })

  test('of another seller is foreign, and told in full', async () => {
    const reading = await read(noticeBody({ seller_id: '2088' }))
    expect(reading).toMatchObject({ kind: 'paid', foreign: 'seller', fen: 5_000_000n })
  })

  test('without an id gets one that is the same for the same body', async () => {
    const first = await read(noticeBody({ notify_id: '' }))
    expect(first).toMatchObject({ noticeId: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
    expect(await read(noticeBody({ notify_id: '' }))).toEqual(first)
  })

  test('that is forged is not verified and says nothing', async () => {
    expect(await read(noticeBody({}, { total_amount: '0.01' }))).toEqual({
      verified: false,
      why: 'signature-wrong',
    })
  })

  test('is answered with exactly the word Alipay waits for', () => {
    const { accepted, failed: no, notVerified } = channel.acknowledge
    expect(accepted).toMatchObject({ status: 200, body: 'success' })
    expect(accepted.headers['content-type']).toMatch(/^text\/plain/)
    expect([no.body, notVerified.body, notVerified.status]).toEqual(['failure', 'failure', 401])
  })
})

describe('a refund', () => {
  const order = { outTradeNo, refundNo: 'R1', fen: fen(30), totalFen: fen(100), reason: 'unused' }
  const found = { ...ok, out_request_no: 'R1', refund_status: 'REFUND_SUCCESS', refund_amount: '0.30' }

  test('is done when money moved, of its own amount and not of the sum Alipay tells', async () => {
    const channel = await channelAnswering({
      'alipay.trade.refund': { ...ok, fund_change: 'Y', refund_fee: '0.80' },
    })
    expect(await channel.refund(order)).toMatchObject({ kind: 'done', fen: 30n })
  })

  test.each([
    ['done when an earlier try moved it', found, { kind: 'done', fen: 30n }],
    ['on its way when it is not found yet', { code: '10000', msg: 'Success' }, { kind: 'processing' }],
    ['unknown when the second look fails', failed('ACQ.SYSTEM_ERROR'), { kind: 'unknown' }],
  ])('that moved no money now is %s', async (_what, second, expected) => {
    const first = { ...ok, fund_change: 'N', refund_fee: '0.80' }
    const channel = await channelAnswering({
      'alipay.trade.refund': first,
      'alipay.trade.fastpay.refund.query': second,
    })
    expect(await channel.refund(order)).toMatchObject(expected)
  })

  test('is refused for want of money', async () => {
    const node = failed('ACQ.SELLER_BALANCE_NOT_ENOUGH')
    const channel = await channelAnswering({ 'alipay.trade.refund': node })
    expect(await channel.refund(order)).toMatchObject({
      kind: 'refused',
      code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
    })
  })

  test('of a trade that does not exist is not found', async () => {
    const channel = await channelAnswering({
      'alipay.trade.fastpay.refund.query': failed('ACQ.TRADE_NOT_EXIST'),
    })
    expect(await channel.queryRefund(outTradeNo, 'R1')).toEqual({ kind: 'not-exist' })
  })
})
