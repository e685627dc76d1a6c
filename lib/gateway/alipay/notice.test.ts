import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ALIPAY_PUBLIC_KEY,
  APP_ID,
  NOTICE,
  SELLER_ID,
  noticeBody,
  signText,
  signedText,
} from '../testing/alipay-side'
import { readNotice } from './notice'

const ours = { alipayPublicKey: ALIPAY_PUBLIC_KEY, appId: APP_ID, sellerId: SELLER_ID }
const read = (body: string) => readNotice({ body, ...ours })
const refused = { verified: false, outcome: 'refused', outTradeNo: null, fen: null, params: {} }

describe('a notice says', () => {
  test.each([
    ['paid', {}],
    ['paid', { trade_status: 'TRADE_FINISHED' }],
    ['paid', { refund_fee: '0.00' }],
    ['refund', { refund_fee: '10.00', gmt_refund: '2026-11-21 09:00:00', out_biz_no: 'R1' }],
    ['refund', { refund_fee: '10.00' }],
    ['refund', { gmt_refund: '2026-11-21 09:00:00.123' }],
    ['refund', { trade_status: 'TRADE_FINISHED', refund_fee: '0.01' }],
    ['refund', { trade_status: 'TRADE_CLOSED', refund_fee: '50000.00' }],
    ['closed', { trade_status: 'TRADE_CLOSED' }],
    ['closed', { trade_status: 'TRADE_CLOSED', refund_fee: '0.00' }],
    ['pending', { trade_status: 'WAIT_BUYER_PAY' }],
  ])('%s for %j', (outcome, change) => {
    const notice = read(noticeBody(change))
    expect(notice).toMatchObject({ verified: true, outcome, event: outcome, foreign: null })
    expect(notice).toMatchObject({ outTradeNo: 'T202611210001', fen: 5_000_000n, tradeNo: '2026112122001' })
  })

  test('when it was paid, in Beijing, and what was given back so far', () => {
    const notice = read(noticeBody({ refund_fee: '12.30', out_biz_no: 'R1' }))
    expect(notice.paidAt).toEqual(new Date('2026-11-20T23:59:30Z'))
    expect(notice).toMatchObject({ notifyId: 'N-1', refundFen: 1230n, refundNo: 'R1' })
  })
})

describe('signed by Alipay and still refused:', () => {
  test.each([
    ['another app', { app_id: '2021' }, 'app'],
    ['another seller', { seller_id: '2088' }, 'seller'],
    ['no seller', { seller_id: '' }, 'seller'],
  ])('%s', (_what, change, foreign) => {
    const notice = read(noticeBody(change))
    expect(notice).toMatchObject({
      verified: true,
      outcome: 'refused',
      event: 'paid',
      foreign,
      fen: 5_000_000n,
    })
  })

  test.each([
    { total_amount: '' },
    { total_amount: '0.00' },
    { total_amount: '-1.00' },
    { total_amount: '1e3' },
    { total_amount: '1.001' },
    { total_amount: '1,000.00' },
    { total_amount: '+1.00' },
    { total_amount: '１.00' },
    { total_amount: 'NaN' },
    { total_amount: '100000000.01' },
    { total_amount: '9'.repeat(40) },
    { refund_fee: 'much' },
    { refund_fee: '50000.01' },
    { out_trade_no: '' },
    { trade_no: '' },
    { trade_status: '' },
    { trade_status: 'trade_success' },
    { trade_status: 'constructor' },
  ])('%j', (change) => {
    expect(read(noticeBody(change))).toMatchObject({ verified: true, outcome: 'refused', event: null })
  })

  test('a settings hole, where our own app or seller is not named', () => {
    expect(readNotice({ ...ours, body: noticeBody({ app_id: '' }), appId: '' })).toMatchObject({
      foreign: 'app',
    })
    const nameless = noticeBody({ seller_id: '' })
    expect(readNotice({ ...ours, body: nameless, sellerId: '' })).toMatchObject({ foreign: 'seller' })
  })

  test('a refund hidden inside the value before it, though the signed text is the same', () => {
    const { sign: _none, ...genuine } = { ...NOTICE, receipt_amount: '1.00', refund_fee: '1.00', sign: '' }
    const { refund_fee: _hidden, ...hiding } = { ...genuine, receipt_amount: '1.00&refund_fee=1.00' }
    expect(signedText(hiding)).toBe(signedText(genuine))
    expect(read(noticeBody(hiding))).toMatchObject({ verified: true, outcome: 'refused', event: null })
  })

  test('a refund hidden inside a name', () => {
    const { receipt_amount: _amount, ...rest } = NOTICE
    const hiding = { ...rest, 'receipt_amount=1.00&refund_fee': '1.00' }
    const body = new URLSearchParams({ ...hiding, sign_type: 'RSA2', sign: signText(signedText(hiding)) })
    expect(read(body.toString())).toMatchObject({ verified: true, outcome: 'refused' })
  })
})

describe('a seller', () => {
  test('may be known by the address the account goes by', () => {
    const body = noticeBody({ seller_email: 'pay@billing.example' })
    expect(readNotice({ ...ours, body, sellerId: 'pay@billing.example' }).outcome).toBe('paid')
  })
})

describe('a notice is verified', () => {
  test('with any further parameters, known or not, as long as they are signed', () => {
    const name = fc
      .stringMatching(/^[a-z][a-z_]{0,12}$/)
      .filter((key) => !(key in NOTICE) && !/^(sign|refund|gmt|out_biz|seller)/.test(key))
    const more = fc.dictionary(
      name,
      fc.string({ unit: 'grapheme' }).filter((value) => value.isWellFormed()),
    )
    fc.assert(
      fc.property(more, (extra) => {
        expect(read(noticeBody(extra)).verified).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test.each(['100%', '%', '%zz', '100%25', '%E4%BD', 'a+b c', '='])(
    'with %j in a value, decoded once',
    (subject) => {
      expect(read(noticeBody({ subject }))).toMatchObject({
        verified: true,
        outcome: 'paid',
        params: { subject },
      })
    },
  )

  test('with empty values left out of the signed text, or kept in it', () => {
    expect(read(noticeBody({ body: '' })).outcome).toBe('paid')
    const params = { ...NOTICE, body: '' }
    const kept = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))
    const sign = signText(kept.map(([name, value]) => `${name}=${value}`).join('&'))
    expect(read(new URLSearchParams({ ...params, sign_type: 'RSA2', sign }).toString()).outcome).toBe('paid')
  })

  test('where it is no trade’s and signs its sign_type too', () => {
    const params = { notify_id: 'N', app_id: APP_ID, sign_type: 'RSA2' }
    const sign = signText('app_id=2021000000000001&notify_id=N&sign_type=RSA2')
    expect(read(new URLSearchParams({ ...params, sign }).toString())).toMatchObject({
      verified: true,
      outcome: 'refused',
    })
  })
})

describe('a notice is forged', () => {
  test.each(Object.keys(NOTICE))('when %s is changed', (name) => {
    expect(read(noticeBody({}, { [name]: 'x' }))).toMatchObject(refused)
  })

  test('when a parameter is added or taken away', () => {
    expect(read(noticeBody({}, { refund_fee: '1.00' }))).toMatchObject(refused)
    expect(read(noticeBody().replace(/&gmt_payment=[^&]*/, ''))).toMatchObject(refused)
  })

  test.each(['out_trade_no', 'total_amount', 'sign', 'sign_type'])('when %s comes twice', (name) => {
    const body = noticeBody()
    const again = new URLSearchParams({ [name]: new URLSearchParams(body).get(name) ?? '' }).toString()
    expect(read(`${body}&${again}`)).toMatchObject(refused)
    expect(read(`${again}&${body}`)).toMatchObject(refused)
  })

  test.each(['', 'RSA', 'rsa2', 'RSA3', '__proto__', 'toString', 'none'])(
    'when its sign_type is %j',
    (type) => {
      expect(read(noticeBody({}, { sign_type: type }))).toMatchObject(refused)
    },
  )

  test('when it has no sign_type, or is signed with SHA-1', () => {
    expect(read(noticeBody().replace('&sign_type=RSA2', ''))).toMatchObject(refused)
    const weak = signText(signedText(NOTICE), 'alipay', 'RSA-SHA1')
    expect(read(noticeBody({}, { sign: weak }))).toMatchObject(refused)
  })

  test.each(['', '====', '💸', 'AAAA', ' '])('when its sign is %j', (sign) => {
    expect(read(noticeBody({}, { sign }))).toMatchObject(refused)
  })

  test('when somebody else signed it', () => {
    expect(read(noticeBody({}, { sign: signText(signedText(NOTICE), 'stranger') }))).toMatchObject(refused)
  })

  test('when it names what objects inherit', () => {
    expect(read(noticeBody({}, { ['__proto__']: 'x', constructor: 'y' }))).toMatchObject(refused)
    expect(read(`${noticeBody()}&__proto__=x`)).toMatchObject(refused)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  test.each(['', 'not a key', 'AAAA', '-----BEGIN PUBLIC KEY-----'])(
    'when our key is %j',
    (alipayPublicKey) => {
      expect(readNotice({ ...ours, body: noticeBody(), alipayPublicKey })).toMatchObject(refused)
    },
  )

  test('whatever it is, and never throws', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'a=&%+2?[]') }),
    )
    fc.assert(
      fc.property(hostile, (body) => {
        expect(read(body)).toMatchObject(refused)
        expect(read(`${body}&sign=AAAA&sign_type=RSA2`)).toMatchObject(refused)
      }),
      { numRuns: 50 },
    )
  })
})
