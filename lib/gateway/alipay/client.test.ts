import type { ServerResponse } from 'node:http'
import { AlipaySdk } from 'alipay-sdk'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { fen } from '@/lib/kernel/money'
import type { Attempt } from '../payment-channel'
import {
  ALIPAY_PUBLIC_KEY,
  APP_ID,
  APP_PRIVATE_KEY,
  NOW,
  SELLER_ID,
  gatewayAnswer,
  isRequestSigned,
  requestParams,
  signText,
} from '../testing/alipay-side'
import { startStub } from '../testing/stub-server'
import type { Received, Stub } from '../testing/stub-server'
import { createAlipay } from './client'

const outTradeNo = 'T202611210001'
const settings = {
  appId: APP_ID,
  sellerId: SELLER_ID,
  appPrivateKey: APP_PRIVATE_KEY,
  alipayPublicKey: ALIPAY_PUBLIC_KEY,
  clock: () => NOW,
}
const trade = {
  code: '10000',
  msg: 'Success',
  out_trade_no: outTradeNo,
  trade_no: '2026112122001',
  trade_status: 'TRADE_SUCCESS',
  total_amount: '50000.00',
  send_pay_date: '2026-11-21 07:59:30',
  buyer_logon_id: 'a/b***@example.com',
}

let stub: Stub | undefined

afterEach(async () => {
  vi.unstubAllEnvs()
  await stub?.close()
  stub = undefined
})

type Answer = string | ((request: Received, response: ServerResponse) => void)

async function serve(answer: Answer, status = 200, timeoutMs = 5_000) {
  stub = await startStub((request, response) => {
    if (typeof answer === 'string') response.writeHead(status, { trace_id: 'trace-7' }).end(answer)
    else answer(request, response)
  })
  return {
    client: createAlipay({ ...settings, timeoutMs, gateway: `${stub.url}/gateway.do` }),
    received: stub.received,
  }
}

const attempt: Attempt = {
  outTradeNo,
  fen: fen(5_000_001n),
  description: 'Authentication 1,000,000 = 100% / & 认证',
  expiresAt: new Date('2026-11-21T02:00:00Z'),
  notifyUrl: 'https://billing.example/api/payments/alipay/notify',
  returnUrl: 'https://billing.example/orders/1',
  device: 'desktop',
}

describe('the address a buyer is sent to', () => {
  const client = createAlipay({ ...settings, gateway: 'https://openapi.alipay.com/gateway.do' })

  test.each([
    ['page', client.pagePay, 'alipay.trade.page.pay', { product_code: 'FAST_INSTANT_TRADE_PAY' }],
    [
      'wap',
      client.wapPay,
      'alipay.trade.wap.pay',
      { product_code: 'QUICK_WAP_WAY', quit_url: attempt.returnUrl },
    ],
  ])('for %s pay is signed and says all of the payment', (_kind, pay, method, product) => {
    const url = new URL(pay(attempt))
    expect(url.origin + url.pathname).toBe('https://openapi.alipay.com/gateway.do')
    expect(isRequestSigned(url.href, '')).toBe(true)
    const { biz_content: content = '', ...params } = requestParams(url.href, '')
    expect(params).toMatchObject({
      method,
      app_id: APP_ID,
      sign_type: 'RSA2',
      charset: 'utf-8',
      version: '1.0',
    })
    expect(params).toMatchObject({ timestamp: '2026-11-21 08:00:00', notify_url: attempt.notifyUrl })
    expect(params).toMatchObject({ return_url: attempt.returnUrl })
    expect(JSON.parse(content)).toEqual({
      out_trade_no: outTradeNo,
      total_amount: '50000.01',
      subject: 'Authentication 1,000,000   100%     认证',
      time_expire: '2026-11-21 10:00:00',
      ...product,
    })
  })

  test('carries no empty and no undefined parameter', () => {
    const { returnUrl: _none, ...plain } = attempt
    for (const url of [client.pagePay(plain), client.wapPay(plain)]) {
      expect(isRequestSigned(url, '')).toBe(true)
      expect(Object.keys(requestParams(url, ''))).not.toContain('return_url')
      expect(url).not.toContain('undefined')
    }
  })

  test.each(['UTC', 'America/New_York', 'Asia/Kolkata'])('has Beijing time in a process of %s', (zone) => {
    vi.stubEnv('TZ', zone)
    const { timestamp, biz_content: content = '' } = requestParams(client.pagePay(attempt), '')
    expect(timestamp).toBe('2026-11-21 08:00:00')
    expect(JSON.parse(content)).toMatchObject({ time_expire: '2026-11-21 10:00:00' })
  })
})

describe('a call', () => {
  test('is signed over query and form together, in Beijing time', async () => {
    const { client, received } = await serve(gatewayAnswer('alipay.trade.query', trade))
    expect(await client.query(outTradeNo)).toEqual({
      kind: 'ok',
      value: {
        tradeNo: '2026112122001',
        status: 'TRADE_SUCCESS',
        fen: 5_000_000n,
        paidAt: new Date('2026-11-20T23:59:30Z'),
      },
    })
    const { target = '', body = '' } = received[0] ?? {}
    expect(isRequestSigned(target, body)).toBe(true)
    expect(requestParams(target, body)).toMatchObject({
      method: 'alipay.trade.query',
      timestamp: '2026-11-21 08:00:00',
      biz_content: '{"out_trade_no":"T202611210001"}',
    })
  })

  test('to refund sends yuan as text and tells whether money moved', async () => {
    const node = { code: '10000', msg: 'Success', out_trade_no: 'T1', fund_change: 'Y', refund_fee: '80.30' }
    const { client, received } = await serve(gatewayAnswer('alipay.trade.refund', node))
    const order = { outTradeNo: 'T1', refundNo: 'R1', fen: fen(30), totalFen: fen(100), reason: 'unused' }
    expect(await client.refund(order)).toMatchObject({ kind: 'ok', value: { changed: true } })
    const { biz_content: content = '' } = requestParams('', received[0]?.body ?? '')
    expect(JSON.parse(content)).toMatchObject({
      refund_amount: '0.30',
      out_request_no: 'R1',
      out_trade_no: 'T1',
    })
  })

  test('about a refund finds it, or finds that there is none', async () => {
    const found = { code: '10000', msg: 'Success', out_trade_no: 'T1', out_request_no: 'R1' }
    const done = { ...found, refund_status: 'REFUND_SUCCESS', refund_amount: '0.30' }
    const method = 'alipay.trade.fastpay.refund.query'
    const one = await serve(gatewayAnswer(method, done))
    expect(await one.client.queryRefund('T1', 'R1')).toEqual({
      kind: 'ok',
      value: { fen: 30n, refundedAt: null },
    })
    expect(await one.client.queryRefund('T1', 'R2')).toMatchObject({ kind: 'unknown' })
    await stub?.close()
    const none = await serve(gatewayAnswer(method, { code: '10000', msg: 'Success' }))
    expect(await none.client.queryRefund('T1', 'R1')).toEqual({ kind: 'ok', value: null })
  })

  test('is refused with the code of the business', async () => {
    const node = {
      code: '40004',
      msg: 'Business Failed',
      sub_code: 'ACQ.TRADE_NOT_EXIST',
      sub_msg: '交易不存在',
    }
    const { client } = await serve(gatewayAnswer('alipay.trade.query', node))
    expect(await client.query(outTradeNo)).toEqual({
      kind: 'refused',
      code: 'ACQ.TRADE_NOT_EXIST',
      message: '交易不存在',
      requestId: 'trace-7',
    })
  })

  test('is refused as a whole where that is signed', async () => {
    const node = { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-app-id' }
    const { client } = await serve(gatewayAnswer('error', node))
    expect(await client.close(outTradeNo)).toMatchObject({ kind: 'refused', code: 'isv.invalid-app-id' })
  })
})

describe('nobody knows what happened', () => {
  const method = 'alipay.trade.query'
  const genuine = gatewayAnswer(method, trade)
  const node = JSON.stringify(trade)
  const busy = { code: '40004', msg: 'Business Failed', sub_code: 'ACQ.SYSTEM_ERROR' }

  test.each<[string, Answer]>([
    ['when somebody else signed', gatewayAnswer(method, trade, 'stranger')],
    ['when nobody signed', `{"alipay_trade_query_response":${node}}`],
    ['when the signature is empty', `{"alipay_trade_query_response":${node},"sign":""}`],
    ['when one digit was changed', genuine.replace('50000.00', '50000.01')],
    ['when it is about another trade', gatewayAnswer(method, { ...trade, out_trade_no: 'T2' })],
    ['when it answers another question', gatewayAnswer('alipay.trade.close', trade)],
    [
      'when a whole refusal is not signed',
      '{"error_response":{"code":"40002","sub_code":"isv.invalid-signature"}}',
    ],
    ['when the status is missing', gatewayAnswer(method, { ...trade, trade_status: undefined })],
    [
      'when the gateway is out of service',
      gatewayAnswer(method, { code: '20000', msg: 'Service Unavailable' }),
    ],
    ['when the system failed', gatewayAnswer(method, busy)],
    ['when the code is missing', gatewayAnswer(method, { msg: 'Success' })],
    ['when the answer is no JSON', '<html>'],
    ['when the answer is null', 'null'],
    ['when the answer is empty', ''],
    ['when the line is cut', (_request, response) => void response.destroy()],
    ['when nothing comes', () => undefined],
    ['when the answer drips', (_request, response) => drip(response)],
  ])('%s', async (_when, answer) => {
    const { client } = await serve(answer, 200, 300)
    expect(await client.query(outTradeNo)).toMatchObject({ kind: 'unknown' })
  })

  test('after a 500, even with a signed answer', async () => {
    const { client } = await serve(genuine, 500)
    expect(await client.query(outTradeNo)).toEqual({ kind: 'unknown', why: 'HTTP 500', requestId: 'trace-7' })
  })

  test('and what is reported holds the codes that help and nothing of the answer', async () => {
    const { client } = await serve(
      '{"error_response":{"code":"40002","sub_code":"isv.invalid-signature","x":"secret"}}',
    )
    const why = 'unverifiable answer 40002 isv.invalid-signature'
    expect(await client.query(outTradeNo)).toEqual({ kind: 'unknown', why, requestId: null })
  })

  test('when a genuine node is wrapped so that the SDK alone verifies it and reads a forged one', async () => {
    const old = { code: '10000', msg: 'Success', out_trade_no: 'T-old', trade_status: 'WAIT_BUYER_PAY' }
    const signed = JSON.stringify(old)
    const forged = [
      `{"w":{"alipay_trade_query_response":${signed},"sign":"${'A'.repeat(60)}"}`,
      `"\\u0073ign":"${signText(signed)}"`,
      `"alipay_trade_query_response":${node}}`,
    ].join(',')
    const { client } = await serve(forged)
    const config = { appId: APP_ID, privateKey: APP_PRIVATE_KEY, keyType: 'PKCS8', camelcase: false } as const
    const bare = new AlipaySdk({ ...config, alipayPublicKey: ALIPAY_PUBLIC_KEY, gateway: stub?.url ?? '' })
    const believed = await bare.exec(method, { bizContent: {} }, { validateSign: true })
    expect(believed).toMatchObject({ out_trade_no: outTradeNo, trade_status: 'TRADE_SUCCESS' })
    expect(await client.query(outTradeNo)).toMatchObject({ kind: 'unknown' })
  })
})

function drip(response: ServerResponse): void {
  response.writeHead(200)
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}
