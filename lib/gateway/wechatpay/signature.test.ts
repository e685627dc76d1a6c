import { sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Formatter, Rsa } from 'wechatpay-axios-plugin'
import { MERCHANT_PUBLIC_KEY, NOW_SECONDS, newPlatform, wechatpayConfig } from '../testing/wechat-platform'
import { buildMessage, checkSignature, readPlatformKey, signRequest, verifySignature } from './signature'
import { openLine } from './transport'

const certified = newPlatform('5A1B2C')
const hired = newPlatform('PUB_KEY_ID_0114232134912410000000000000')
const keys = new Map([
  [certified.serial, readPlatformKey(certified.certificate())],
  [hired.serial, readPlatformKey(hired.publicPem)],
])
const body = '{"id":"EV-1","summary":"支付成功"}'

describe('the text of a request', () => {
  const common = { timestamp: 1554208460, nonce: 'n' }

  test.each([
    ['https://api.mch.weixin.qq.com/v3/certificates', '/v3/certificates'],
    ['https://api.mch.weixin.qq.com/v3/x?mchid=1&b=%E4%BD%A0+%7C', '/v3/x?mchid=1&b=%E4%BD%A0+%7C'],
    ['https://api.mch.weixin.qq.com/v3/x?q=你#part', '/v3/x?q=%E4%BD%A0'],
    ['http://127.0.0.1:4000/wechatpay/v3/x', '/wechatpay/v3/x'],
    ['/v3/x?a=1', '/v3/x?a=1'],
    ['https://api.mch.weixin.qq.com', '/'],
  ])('of %s names %s', (url, target) => {
    expect(buildMessage({ ...common, method: 'get', url, body: '' })).toBe(
      `GET\n${target}\n1554208460\nn\n\n`,
    )
  })

  test('is what the other implementation signs, whatever the query and the body', () => {
    const path = fc.string({ unit: fc.constantFrom(...'/ab.%2F|*_-认'), maxLength: 20 })
    const query = fc.string({ unit: fc.constantFrom(...'a=&%20+|\'"你'), maxLength: 20 })
    fc.assert(
      fc.property(path, query, fc.string({ unit: 'binary' }), fc.nat(), (at, asked, sent, timestamp) => {
        const url = new URL(`https://api.mch.weixin.qq.com/v3/${at}?${asked}`)
        const theirs = Formatter.request('POST', `${url.pathname}${url.search}`, timestamp, 'abc', sent)
        expect(buildMessage({ method: 'POST', url: url.href, timestamp, nonce: 'abc', body: sent })).toBe(
          theirs,
        )
      }),
    )
  })

  test('is refused for an address that is none', () => {
    expect(() => buildMessage({ ...common, method: 'GET', url: 'http://[', body: '' })).toThrow(TypeError)
  })
})

test('the Authorization header holds five items and a signature the other implementation accepts', async () => {
  const line = openLine(wechatpayConfig('https://api.mch.weixin.qq.com', {}))
  const merchant = { mchId: '19', serial: 'AB12', privateKey: line.privateKey }
  const header = await signRequest(merchant, { method: 'POST', url: '/v3/x', timestamp: 7, nonce: 'n', body })
  const [scheme, list = ''] = header.split(' ')
  const items = new Map([...list.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
  expect(scheme).toBe('WECHATPAY2-SHA256-RSA2048')
  expect([
    items.get('mchid'),
    items.get('serial_no'),
    items.get('timestamp'),
    items.get('nonce_str'),
  ]).toEqual(['19', 'AB12', '7', 'n'])
  const message = Formatter.request('POST', '/v3/x', 7, 'n', body)
  expect(Rsa.verify(message, items.get('signature') ?? '', MERCHANT_PUBLIC_KEY)).toBe(true)
})

describe('a signature', () => {
  test.each([certified, hired])('by $serial counts, certificate and public key in one map', (platform) => {
    expect(verifySignature(platform.headers(body), body, keys, NOW_SECONDS)).toBe(true)
  })

  test('counts with header names in any case and in a Headers object', () => {
    const headers = hired.headers(body)
    const entries = Object.entries(headers)
    const shouted = Object.fromEntries(entries.map(([name, value]) => [name.toUpperCase(), value]))
    const listed = Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), [value]]))
    expect(verifySignature(shouted, body, keys, NOW_SECONDS)).toBe(true)
    expect(verifySignature(listed, body, keys, NOW_SECONDS)).toBe(true)
    expect(verifySignature(new Headers(headers), body, keys, NOW_SECONDS)).toBe(true)
  })

  test.each([
    [-300, false],
    [-299, true],
    [0, true],
    [299, true],
    [300, false],
  ])('made %i s from now: %s', (age, accepted) => {
    const headers = hired.headers(body, NOW_SECONDS - age)
    expect(verifySignature(headers, body, keys, NOW_SECONDS)).toBe(accepted)
  })

  test.each([
    '',
    '-5',
    'NaN',
    '9'.repeat(20),
    ` ${NOW_SECONDS}`,
    `${NOW_SECONDS}.0`,
    `0x${NOW_SECONDS.toString(16)}`,
  ])('with timestamp %j fails', (timestamp) => {
    expect(verifySignature(hired.headers(body, timestamp), body, keys, NOW_SECONDS)).toBe(false)
  })

  test('fails for every now that is no number', () => {
    expect(verifySignature(hired.headers(body), body, keys, Number.NaN)).toBe(false)
  })

  test.each(['Timestamp', 'Nonce', 'Signature', 'Serial'])('without Wechatpay-%s fails', (missing) => {
    const { [`Wechatpay-${missing}` as 'Wechatpay-Nonce']: _gone, ...rest } = hired.headers(body)
    expect(checkSignature(rest, body, keys, NOW_SECONDS)).toBe('headers-missing')
    const doubled = { ...hired.headers(body), [`wechatpay-${missing.toLowerCase()}`]: 'x' }
    expect(checkSignature(doubled, body, keys, NOW_SECONDS)).toBe('headers-missing')
  })

  test('may leave its type out, but not name another', () => {
    const { 'Wechatpay-Signature-Type': _type, ...plain } = hired.headers(body)
    expect(verifySignature(plain, body, keys, NOW_SECONDS)).toBe(true)
    const typed = { ...plain, 'Wechatpay-Signature-Type': 'WECHATPAY2-SM2-WITH-SM3' }
    expect(checkSignature(typed, body, keys, NOW_SECONDS)).toBe('type-unknown')
    const both = { ...hired.headers(body), 'wechatpay-signature-type': 'WECHATPAY2-SM2-WITH-SM3' }
    expect(checkSignature(both, body, keys, NOW_SECONDS)).toBe('type-unknown')
  })

  test.each(['ABCDEF', '__proto__', 'constructor', certified.serial.toLowerCase()])(
    'by %s is nobody’s',
    (serial) => {
      const headers = { ...certified.headers(body), 'Wechatpay-Serial': serial }
      expect(checkSignature(headers, body, keys, NOW_SECONDS)).toBe('serial-unknown')
    },
  )

  test('under the serial of another key fails', () => {
    const headers = { ...certified.headers(body), 'Wechatpay-Serial': hired.serial }
    expect(checkSignature(headers, body, keys, NOW_SECONDS)).toBe('signature-wrong')
  })

  test('is made with SHA-256 and nothing weaker', () => {
    const message = Buffer.from(Formatter.response(NOW_SECONDS, 'a-nonce', body))
    const weak = sign('RSA-SHA1', message, hired.privateKey).toString('base64')
    const headers = { ...hired.headers(body), 'Wechatpay-Signature': weak }
    expect(verifySignature(headers, body, keys, NOW_SECONDS)).toBe(false)
  })

  test('that probes us, or is no base64 at all, is wrong and throws nothing', () => {
    const good = hired.headers(body)
    const probe = `WECHATPAY/SIGNTEST/${good['Wechatpay-Signature']}`
    const forged = fc.oneof(fc.constantFrom(probe, '====', '💸', 'WECHATPAY/SIGNTEST/'), fc.string())
    fc.assert(
      fc.property(forged, (signature) => {
        const headers = { ...good, 'Wechatpay-Signature': signature }
        expect(verifySignature(headers, body, keys, NOW_SECONDS)).toBe(false)
      }),
    )
  })

  test('covers every byte of the body', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (sent, got) => {
        expect(verifySignature(hired.headers(sent), got, keys, NOW_SECONDS)).toBe(
          Buffer.from(sent).equals(Buffer.from(got)),
        )
      }),
      { numRuns: 40, examples: [['\uFEFF{}', '{}']] },
    )
  })

  test('does not let the first line of a body pass as the end of the nonce', () => {
    const twoLines = 'first\nsecond'
    const headers = { ...hired.headers(twoLines), 'Wechatpay-Nonce': 'a-nonce\nfirst' }
    expect(verifySignature(headers, 'second', keys, NOW_SECONDS)).toBe(false)
  })
})

test('a key that is no RSA key is refused at once', () => {
  const elliptic =
    '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----'
  expect(() => readPlatformKey(elliptic)).toThrow(TypeError)
})
