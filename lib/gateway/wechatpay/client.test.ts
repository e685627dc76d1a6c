import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { Formatter, Rsa } from 'wechatpay-axios-plugin'
import { fen } from '@/lib/kernel/money'
import type { Attempt } from '../payment-channel'
import { startStub } from '../testing/stub-server'
import type { Received, Stub } from '../testing/stub-server'
import {
  MERCHANT_PUBLIC_KEY,
  NOW_SECONDS,
  TRANSACTION,
  newPlatform,
  wechatpayConfig,
} from '../testing/wechat-platform'
import type { Platform } from '../testing/wechat-platform'
import { createWechatpay } from './client'

const hired = newPlatform('PUB_KEY_ID_01')
const rotated = newPlatform('6A1B2C')
const hiredKeys = { [hired.serial]: hired.publicPem }

const attempt: Attempt = {
  outTradeNo: TRANSACTION.out_trade_no,
  fen: fen(5_000_000n),
  description: 'Authentication 1,000,000',
  expiresAt: new Date('2026-11-21T02:00:00.789Z'),
  notifyUrl: 'https://billing.example/api/payments/wechatpay/notify',
  device: 'desktop',
}

let stub: Stub | undefined

afterEach(async () => {
  await stub?.close()
  stub = undefined
})

async function serve(answer: (request: Received, response: ServerResponse) => void, timeoutMs?: number) {
  stub = await startStub(answer)
  const config = wechatpayConfig(`${stub.url}/wechatpay/`, hiredKeys, timeoutMs)
  return { client: createWechatpay(config), received: stub.received }
}

const signed = (platform: Platform, body: object | string, status = 200) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return (_request: Received, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...platform.headers(text) }).end(text)
  }
}

const plain = (status: number, body: object | string) => (_request: Received, response: ServerResponse) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'Request-ID': 'R-7' }).end(text)
}

describe('a call', () => {
  test('is signed over the path it takes on the wire, prefix and query included', async () => {
    const { client, received } = await serve(signed(hired, TRANSACTION))
    expect(await client.queryByOutTradeNo(TRANSACTION.out_trade_no)).toMatchObject({ kind: 'ok' })
    const [request] = received
    expect(request?.target).toBe('/wechatpay/v3/pay/transactions/out-trade-no/T202611210001?mchid=1900000001')
    const header = request?.headers.authorization ?? ''
    const item = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(header)?.[1] ?? ''
    const message = Formatter.request('GET', request?.target ?? '', item('timestamp'), item('nonce_str'), '')
    expect(item('timestamp')).toBe(String(NOW_SECONDS))
    expect(Rsa.verify(message, item('signature'), MERCHANT_PUBLIC_KEY)).toBe(true)
    expect(request?.headers).toMatchObject({ accept: 'application/json', 'wechatpay-serial': hired.serial })
    expect(request?.headers['user-agent']).not.toBe('')
  })

  test('to begin a payment carries whole fen and a frozen, zoned time', async () => {
    const { client, received } = await serve(signed(hired, { code_url: 'weixin://wxpay/bizpayurl?pr=x' }))
    expect(await client.createNative(attempt)).toEqual({ kind: 'ok', value: 'weixin://wxpay/bizpayurl?pr=x' })
    await client.createNative(attempt)
    const [first, second] = received
    expect(first?.body).toBe(second?.body)
    expect(JSON.parse(first?.body ?? '')).toEqual({
      appid: 'wx-our-app',
      mchid: '1900000001',
      description: 'Authentication 1,000,000',
      out_trade_no: 'T202611210001',
      time_expire: '2026-11-21T10:00:00+08:00',
      notify_url: 'https://billing.example/api/payments/wechatpay/notify',
      amount: { total: 5000000, currency: 'CNY' },
    })
  })

  test('never sends a description of more than 127 bytes or half a character', async () => {
    const { client, received } = await serve(signed(hired, { code_url: 'weixin://x' }))
    await client.createNative({ ...attempt, description: '认证'.repeat(40) })
    expect((JSON.parse(received[0]?.body ?? '') as { description: string }).description).toBe(
      '认证'.repeat(21),
    )
  })

  test('on a phone names the payer’s address', async () => {
    const { client, received } = await serve(signed(hired, { h5_url: 'https://wx.tenpay.com/x?y=1' }))
    const created = await client.createH5({ ...attempt, clientIp: '203.0.113.9' })
    expect(created).toEqual({ kind: 'ok', value: 'https://wx.tenpay.com/x?y=1' })
    expect(received[0]?.target).toBe('/wechatpay/v3/pay/transactions/h5')
    const scene = { payer_client_ip: '203.0.113.9', h5_info: { type: 'Wap' } }
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ scene_info: scene })
  })

  test('to close is done with an empty signed 204', async () => {
    const { client, received } = await serve(signed(hired, '', 204))
    expect(await client.close('T202611210001')).toEqual({ kind: 'ok', value: null })
    expect(received[0]?.body).toBe('{"mchid":"1900000001"}')
  })

  test('to refund gives what became of it', async () => {
    const amount = { total: 100, refund: 30, currency: 'CNY' }
    const answer = { refund_id: '50', out_refund_no: 'R1', out_trade_no: 'T1', status: 'PROCESSING', amount }
    const { client, received } = await serve(signed(hired, answer))
    const order = { outTradeNo: 'T1', refundNo: 'R1', fen: fen(30), totalFen: fen(100), reason: 'unused' }
    expect(await client.refund(order)).toMatchObject({
      kind: 'ok',
      value: { status: 'PROCESSING', refundFen: 30n },
    })
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ out_refund_no: 'R1', amount })
    expect(await client.queryRefund('R1')).toMatchObject({ kind: 'ok' })
    expect(await client.queryRefund('R2')).toMatchObject({ kind: 'unknown' })
  })
})

describe('nobody knows what happened', () => {
  const unpaid = { ...TRANSACTION, trade_state: 'NOTPAY' }
  const stale = hired.headers(JSON.stringify(unpaid), NOW_SECONDS - 300)

  test.each([
    ['when a 200 is not signed', plain(200, TRANSACTION)],
    [
      'when a 200 is signed by somebody else',
      signed(
        { ...rotated, headers: (b) => ({ ...rotated.headers(b), 'Wechatpay-Serial': hired.serial }) },
        TRANSACTION,
      ),
    ],
    [
      'when a 200 is an old one',
      (_r: Received, response: ServerResponse) =>
        void response.writeHead(200, stale).end(JSON.stringify(unpaid)),
    ],
    ['when the answer is about another payment', signed(hired, { ...TRANSACTION, out_trade_no: 'T2' })],
    ['when the answer is no JSON', signed(hired, '<html>')],
    ['when the answer is empty', signed(hired, '')],
    ['when the answer is a list', signed(hired, '[]')],
    ['when the amount makes no sense', signed(hired, { ...TRANSACTION, amount: { total: '1e3' } })],
    ['after a 500', plain(500, { code: 'SYSTEM_ERROR', message: '系统错误' })],
    ['after a 500 that claims the order does not exist', plain(500, { code: 'ORDER_NOT_EXIST' })],
    ['after a 502 of some proxy', plain(502, '<html>')],
    ['after a 4xx without a code', plain(404, 'not found')],
    ['after a 429', plain(429, { code: 'FREQUENCY_LIMITED', message: '频率超限' })],
    [
      'after a redirect, wherever it leads',
      (request: Received, response: ServerResponse) => {
        if (request.target === '/elsewhere')
          signed(hired, { ...TRANSACTION, code_url: 'weixin://x' })(request, response)
        else response.writeHead(307, { location: '/elsewhere' }).end()
      },
    ],
    ['when the line is cut', (_r: Received, response: ServerResponse) => void response.destroy()],
    ['when nothing comes', () => undefined],
    [
      'when the answer stops halfway',
      (_r: Received, response: ServerResponse) =>
        void response.writeHead(200, hired.headers('{}')).write('{'),
    ],
  ])('%s', async (_when, answer) => {
    const { client } = await serve(answer, 300)
    expect(await client.queryByOutTradeNo(TRANSACTION.out_trade_no)).toMatchObject({ kind: 'unknown' })
    expect(await client.createNative(attempt)).toMatchObject({ kind: 'unknown' })
  })

  test('when nobody listens', async () => {
    const client = createWechatpay(wechatpayConfig('http://127.0.0.1:9', hiredKeys))
    expect(await client.close('T1')).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('network') as string,
    })
  })

  test('and what is reported names the request but neither key nor body', async () => {
    const { client } = await serve(plain(500, { code: 'SYSTEM_ERROR', message: 'secret text' }))
    const outcome = await client.createNative(attempt)
    expect(outcome).toEqual({ kind: 'unknown', why: 'HTTP 500 SYSTEM_ERROR', requestId: 'R-7' })
  })
})

test.each([
  [404, 'ORDER_NOT_EXIST'],
  [400, 'ORDERNOTEXIST'],
  [401, 'SIGN_ERROR'],
  [400, 'ORDER_PAID'],
  [403, 'OUT_TRADE_NO_USED'],
])('a %i with %s is a no, told by its code', async (status, code) => {
  const { client } = await serve(plain(status, { code, message: '不' }))
  expect(await client.close('T1')).toEqual({ kind: 'refused', code, message: '不', requestId: 'R-7' })
})

describe('settings', () => {
  const config = wechatpayConfig('https://api.mch.weixin.qq.com', hiredKeys)

  test.each([
    ['a merchant key that is none', { merchantPrivateKey: 'x' }],
    ['an APIv3 key of another length', { apiV3Key: 'short' }],
    ['a platform key that is none', { platformKeys: { A: 'x' } }],
  ])('with %s stop the start', (_what, change) => {
    expect(() => createWechatpay({ ...config, ...change })).toThrow()
  })
})
