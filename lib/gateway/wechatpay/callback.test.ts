import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Aes } from 'wechatpay-axios-plugin'
import {
  API_V3_KEY,
  NOW_SECONDS,
  TRANSACTION,
  callbackBody,
  newPlatform,
  sealed,
} from '../testing/wechat-platform'
import { readCallback } from './callback'
import { wireInteger } from './payment-object'
import { decryptResource } from './resource'
import { readPlatformKey } from './signature'
import { fen } from '@/lib/kernel/money'

const platform = newPlatform('PUB_KEY_ID_01')
const keys = new Map([[platform.serial, readPlatformKey(platform.publicPem)]])

function read(body: string, headers: Readonly<Record<string, string>> = platform.headers(body)) {
  return readCallback({ now: NOW_SECONDS, headers, body, apiV3Key: API_V3_KEY, keys })
}

describe('a sealed resource', () => {
  test('opens to what the other implementation sealed', () => {
    const nonce = fc.string({ unit: fc.constantFrom(...'abcXYZ019'), minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), nonce, (plain, associated, iv) => {
        expect(decryptResource(sealed(plain, associated, iv), API_V3_KEY)).toBe(plain)
      }),
    )
  })

  test('stays shut after any one bit of ciphertext or tag is turned', () => {
    const resource = sealed('{"a":1}')
    const length = Buffer.from(resource.ciphertext, 'base64').length
    for (let bit = 0; bit < length * 8; bit += 1) {
      const bytes = Buffer.from(resource.ciphertext, 'base64')
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(decryptResource({ ...resource, ciphertext: bytes.toString('base64') }, API_V3_KEY)).toBeNull()
    }
  })

  test('stays shut however much of its end is cut off', () => {
    const resource = sealed('{"amount":"a long enough text"}')
    const bytes = Buffer.from(resource.ciphertext, 'base64')
    for (let kept = 0; kept < bytes.length; kept += 1) {
      const ciphertext = bytes.subarray(0, kept).toString('base64')
      expect(decryptResource({ ...resource, ciphertext }, API_V3_KEY)).toBeNull()
    }
  })

  test.each([
    ['another associated text', { associated_data: 'refund' }],
    ['no associated text', { associated_data: '' }],
    ['another nonce', { nonce: 'fdasflkja485' }],
    ['an empty nonce', { nonce: '' }],
    ['another algorithm', { algorithm: 'AEAD_SM4_GCM' }],
    ['no ciphertext', { ciphertext: '' }],
    ['a ciphertext that is no text', { ciphertext: 7 }],
    ['an associated text that is none', { associated_data: {} }],
  ])('stays shut with %s', (_what, change) => {
    expect(decryptResource({ ...sealed('x'), ...change }, API_V3_KEY)).toBeNull()
  })

  test('stays shut for another key and for one of another length', () => {
    expect(decryptResource(sealed('x'), API_V3_KEY.toUpperCase())).toBeNull()
    expect(decryptResource(sealed('x'), 'short')).toBeNull()
    expect(decryptResource(null, API_V3_KEY)).toBeNull()
  })

  test('opens where the associated text is absent because it was empty', () => {
    const { associated_data: _empty, ...resource } = sealed('x', '')
    expect(decryptResource(resource, API_V3_KEY)).toBe('x')
  })
})

describe('a callback', () => {
  test('of a payment gives its facts: the total, not what the payer paid after coupons', () => {
    expect(read(callbackBody('TRANSACTION.SUCCESS', TRANSACTION))).toMatchObject({
      verified: true,
      kind: 'transaction',
      id: 'EV-1',
      decrypted: TRANSACTION,
      transaction: {
        outTradeNo: 'T202611210001',
        transactionId: '4200001',
        state: 'SUCCESS',
        totalFen: 5000000n,
        currency: 'CNY',
        appId: 'wx-our-app',
        mchId: '1900000001',
        paidAt: new Date('2026-11-20T23:59:30Z'),
      },
    })
  })

  test('of a refund reads refund_status', () => {
    const refund = {
      mchid: '1900000001',
      out_trade_no: 'T1',
      transaction_id: '42',
      refund_id: '50',
      out_refund_no: 'R1',
      refund_status: 'ABNORMAL',
      amount: { total: 100, refund: 30, payer_total: 100, payer_refund: 30 },
    }
    expect(read(callbackBody('REFUND.ABNORMAL', refund))).toMatchObject({
      kind: 'refund',
      refund: { outTradeNo: 'T1', refundNo: 'R1', refundId: '50', status: 'ABNORMAL', refundFen: 30n },
    })
  })

  test.each([
    ['an event nobody knows', 'COUPON.USE', TRANSACTION],
    ['a payment without its number', 'TRANSACTION.SUCCESS', { ...TRANSACTION, out_trade_no: '' }],
    ['a payment of half a fen', 'TRANSACTION.SUCCESS', { ...TRANSACTION, amount: { total: 0.5 } }],
    ['a payment of less than nothing', 'TRANSACTION.SUCCESS', { ...TRANSACTION, amount: { total: -1 } }],
    [
      'a payment too large for a number',
      'TRANSACTION.SUCCESS',
      { ...TRANSACTION, amount: { total: 2 ** 53 } },
    ],
    ['a payment counted in text', 'TRANSACTION.SUCCESS', { ...TRANSACTION, amount: { total: '100' } }],
    [
      'a refund without an amount',
      'REFUND.SUCCESS',
      { out_trade_no: 'T1', out_refund_no: 'R1', refund_status: 'SUCCESS' },
    ],
  ])('about %s is signed and decrypted, and nothing is made of it', (_what, event, content) => {
    expect(read(callbackBody(event, content))).toMatchObject({
      verified: true,
      kind: 'other',
      decrypted: content,
    })
  })

  test.each(['', 'null', '[]', '"x"', '{}', '{"resource":{}}', '{"resource":null}', 'not json'])(
    'whose body is %j is signed and unreadable',
    (body) => {
      expect(read(body)).toEqual({ verified: true, kind: 'unreadable', decrypted: null })
    },
  )

  test('sealed with another APIv3 key is signed and unreadable', () => {
    const ciphertext = Aes.AesGcm.encrypt('{}', 'x'.repeat(32), 'fdasflkja484', '')
    const resource = { algorithm: 'AEAD_AES_256_GCM', ciphertext, nonce: 'fdasflkja484', associated_data: '' }
    const body = JSON.stringify({ event_type: 'TRANSACTION.SUCCESS', resource })
    expect(read(body)).toEqual({ verified: true, kind: 'unreadable', decrypted: null })
  })

  test('that is forged is not even decrypted', () => {
    const body = callbackBody('TRANSACTION.SUCCESS', TRANSACTION)
    const headers = platform.headers(`${body} `)
    expect(read(body, headers)).toEqual({
      verified: false,
      kind: 'forged',
      why: 'signature-wrong',
      decrypted: null,
    })
  })

  test('that lies in JSON’s prototype name changes no object', () => {
    const body = callbackBody(
      'TRANSACTION.SUCCESS',
      JSON.parse('{"__proto__":{"trade_state":"SUCCESS"}}') as object,
    )
    expect(read(body)).toMatchObject({ verified: true, kind: 'other' })
    expect(({} as Record<string, unknown>)['trade_state']).toBeUndefined()
  })
})

test('an amount that a JSON number cannot hold is never sent', () => {
  expect(wireInteger(fen(5_000_000n))).toBe(5_000_000)
  expect(() => wireInteger(fen(2n ** 53n))).toThrow(RangeError)
})
