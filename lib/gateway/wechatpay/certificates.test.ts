import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { startStub } from '../testing/stub-server'
import type { Received, Stub } from '../testing/stub-server'
import {
  NOW,
  TRANSACTION,
  callbackBody,
  newPlatform,
  sealed,
  wechatpayConfig,
} from '../testing/wechat-platform'
import type { Platform } from '../testing/wechat-platform'
import { createWechatpay } from './client'

const hired = newPlatform('PUB_KEY_ID_01')
const certified = newPlatform('5A1B2C')
const rotated = newPlatform('6A1B2C')

let stub: Stub | undefined

afterEach(async () => {
  await stub?.close()
  stub = undefined
})

type Answer = (request: Received, response: ServerResponse) => void

async function serve(answer: Answer, keys: Readonly<Record<string, string>>) {
  stub = await startStub(answer)
  return { client: createWechatpay(wechatpayConfig(stub.url, keys)), received: stub.received }
}

const entry = (platform: Platform, pem = platform.certificate(), serial = platform.serial) => ({
  serial_no: serial,
  effective_time: '2026-01-01T00:00:00+08:00',
  expire_time: '2031-01-01T00:00:00+08:00',
  encrypt_certificate: sealed(pem, 'certificate'),
})

const rotating = (list: object, signer: Platform) => {
  return (request: Received, response: ServerResponse) => {
    const body = JSON.stringify(request.target.endsWith('/v3/certificates') ? list : TRANSACTION)
    response.writeHead(200, signer.headers(body)).end(body)
  }
}

test('platform certificates are learnt when an answer bears a new serial, once, and kept', async () => {
  const list = { data: [entry(certified), entry(rotated)] }
  const keys = { [certified.serial]: certified.certificate() }
  const { client, received } = await serve(rotating(list, rotated), keys)
  const answers = await Promise.all([1, 2, 3].map(() => client.queryByOutTradeNo(TRANSACTION.out_trade_no)))
  expect(answers.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok'])
  expect(await client.queryByOutTradeNo(TRANSACTION.out_trade_no)).toMatchObject({ kind: 'ok' })
  expect(received.filter(({ target }) => target.endsWith('/v3/certificates'))).toHaveLength(1)
})

test('platform certificates are learnt for a callback, and a callback with an invented serial asks only once', async () => {
  const { client, received } = await serve(rotating({ data: [entry(certified)] }, certified), {})
  const body = callbackBody('TRANSACTION.SUCCESS', TRANSACTION)
  expect(await client.readCallback(certified.headers(body), body, NOW)).toMatchObject({
    kind: 'transaction',
  })
  for (const platform of [rotated, newPlatform('7A'), hired]) {
    expect(await client.readCallback(platform.headers(body), body, NOW)).toMatchObject({
      why: 'serial-unknown',
    })
  }
  expect(received).toHaveLength(1)
})

test.each([
  ['sealed with another key', { data: [{ ...entry(rotated), encrypt_certificate: sealed('x', 'y') }] }],
  ['that is out of date', { data: [entry(rotated, rotated.certificate(new Date('2026-11-20T00:00:00Z')))] }],
  ['that is none', { data: [entry(rotated, 'a text')] }],
  ['missing', { data: [] }],
  ['in no list', {}],
])('a platform certificate %s: none is learnt', async (_what, list) => {
  const { client } = await serve(rotating(list, rotated), {})
  expect(await client.downloadCertificates()).toMatchObject({ kind: 'unknown' })
  expect(await client.queryByOutTradeNo(TRANSACTION.out_trade_no)).toMatchObject({ kind: 'unknown' })
})

test('platform certificates in a list signed by somebody else are not learnt', async () => {
  const { client } = await serve(rotating({ data: [entry(rotated)] }, certified), {})
  expect(await client.downloadCertificates()).toMatchObject({ kind: 'unknown' })
  expect(await client.downloadCertificates()).toMatchObject({ kind: 'unknown' })
})

test('platform certificates do not exist for a merchant with a public key', async () => {
  const { client } = await serve((_request, response) => {
    response.writeHead(404).end('{"code":"RESOURCE_NOT_EXISTS","message":"无可用的平台证书"}')
  }, {})
  expect(await client.downloadCertificates()).toMatchObject({
    kind: 'refused',
    code: 'RESOURCE_NOT_EXISTS',
  })
})

test('downloading platform certificates tells their serials', async () => {
  const { client } = await serve(rotating({ data: [entry(certified), entry(rotated)] }, certified), {})
  expect(await client.downloadCertificates()).toEqual({
    kind: 'ok',
    value: [certified.serial, rotated.serial],
  })
})

test('a certificate that bears another serial than announced is left out of a good list', async () => {
  const list = { data: [entry(certified), entry(rotated, rotated.certificate(), 'AB12')] }
  const { client } = await serve(rotating(list, certified), {})
  expect(await client.downloadCertificates()).toEqual({ kind: 'ok', value: [certified.serial] })
})

test('a public key is never looked for among the certificates', async () => {
  const { client, received } = await serve(rotating({ data: [entry(certified)] }, certified), {})
  const body = callbackBody('TRANSACTION.SUCCESS', TRANSACTION)
  expect(await client.readCallback(hired.headers(body), body, NOW)).toMatchObject({ why: 'serial-unknown' })
  expect(received).toEqual([])
})
