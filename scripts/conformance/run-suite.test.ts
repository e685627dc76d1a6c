import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin'
import { runSuite } from './run-suite'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

async function answers(suite: string, inputs: readonly unknown[]): Promise<unknown> {
  const { status, output } = await runSuite(suite, async () => JSON.stringify(inputs))
  expect(status).toBe(0)
  return JSON.parse(output)
}

/** What a suite makes of things that are no input at all: as many answers as there were things. */
const nonsense = [null, 7, 'x', [], {}, { fen: {}, headers: null, keys: 7, body: [], now: 'now' }]

describe('the command', () => {
  test.each(['', 'toString', 'taxpayer'])('has no suite named %j', async (name) => {
    const { status, output, trouble } = await runSuite(name, async () => '[]')
    expect([status, output]).toEqual([2, ''])
    expect(trouble).toContain('wechatpay-callback')
  })

  test.each(['', '{', '{}', 'null', '"[]"'])('refuses %j as input', async (input) => {
    expect(await runSuite('split', async () => input)).toMatchObject({ status: 2, output: '' })
  })

  test('answers in the order it was asked', async () => {
    const inputs = ['5', '3', '8'].map((fen) => ({ fen, weights: ['1'] }))
    expect(await answers('split', inputs)).toEqual([{ parts: ['5'] }, { parts: ['3'] }, { parts: ['8'] }])
    expect(await answers('split', [])).toEqual([])
  })
})

describe('split', () => {
  test('splits, and refuses what cannot be split', async () => {
    const inputs = [
      { fen: '100', weights: ['1', '1', '1'] },
      { fen: '-100', weights: ['1', '1', '1'] },
      { fen: '9007199254740993', weights: ['1', '0'] },
      { fen: '100', weights: [] },
      { fen: '100', weights: ['1', '-1'] },
      { fen: '1.5', weights: ['1'] },
      { fen: '100', weights: ['1', 'x'] },
      ...nonsense,
    ]
    const refusals = Array.from({ length: 4 + nonsense.length }, () => ({
      error: expect.any(String) as string,
    }))
    expect(await answers('split', inputs)).toEqual([
      { parts: ['34', '33', '33'] },
      { parts: ['-34', '-33', '-33'] },
      { parts: ['9007199254740993', '0'] },
      ...refusals,
    ])
  })
})

describe('the suites of invoices', () => {
  test('taxpayer-id, capitals, working-day and invoice-xml answer what they are given, and refuse nonsense', async () => {
    expect(
      await answers('taxpayer-id', [{ value: ' 9133 0100 7996 5505 8b' }, { value: '0'.repeat(18) }]),
    ).toEqual([
      { valid: true, normalized: '91330100799655058B', reason: null },
      { valid: false, normalized: null, reason: 'taxpayer-id-structure' },
    ])
    expect(await answers('capitals', [{ fen: '168032' }, { fen: '-8880' }])).toEqual([
      { text: '壹仟陆佰捌拾圆零叁角贰分' },
      { text: '（负数）捌拾捌圆捌角' },
    ])
    expect(
      await answers('working-day', [
        { from: '2026-02-13', days: 3 },
        { from: '2026-12-31', days: 1 },
      ]),
    ).toEqual([{ due: '2026-02-25' }, { error: expect.stringContaining('2027-01-01') as string }])
    for (const suite of ['capitals', 'working-day', 'invoice-xml'])
      expect(await answers(suite, nonsense)).toEqual(
        nonsense.map(() => ({ error: expect.any(String) as string })),
      )
  })
})

describe('tax-inclusive', () => {
  test('parts an amount and its tax', async () => {
    const inputs = [
      { fen: '10600', rate: '0.06' },
      { fen: '-10600', rate: '0.06' },
      { fen: '1', rate: '6%' },
    ]
    expect(await answers('tax-inclusive', inputs)).toEqual([
      { exclusiveFen: '10000', taxFen: '600' },
      { exclusiveFen: '-10000', taxFen: '-600' },
      { error: expect.any(String) as string },
    ])
    expect(await answers('tax-inclusive', nonsense)).toHaveLength(nonsense.length)
  })
})

describe('wechatpay-request', () => {
  const request = { method: 'GET', url: 'https://api.mch.weixin.qq.com/v3/x?a=b', nonce: 'n', body: '' }

  test('gives the text to sign, with the time as a number or as text', async () => {
    const message = 'GET\n/v3/x?a=b\n7\nn\n\n'
    const inputs = [
      { ...request, timestamp: 7 },
      { ...request, timestamp: '7' },
    ]
    expect(await answers('wechatpay-request', inputs)).toEqual([{ message }, { message }])
  })

  test('gives none for what is no request', async () => {
    const inputs = [...nonsense, { ...request, timestamp: 7, url: 'http://[' }]
    const none = { message: null, error: expect.any(String) as string }
    expect(await answers('wechatpay-request', inputs)).toEqual(inputs.map(() => none))
  })
})

describe('wechatpay-callback', () => {
  const apiV3Key = 'k'.repeat(32)
  const now = 1_700_000_000
  const plain = { out_trade_no: 'T1' }
  const ciphertext = Aes.AesGcm.encrypt(JSON.stringify(plain), apiV3Key, 'nonce-of-12b', 'transaction')
  const resource = {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext,
    nonce: 'nonce-of-12b',
    associated_data: 'transaction',
  }
  const body = JSON.stringify({ id: 'EV', event_type: 'TRANSACTION.SUCCESS', resource })
  const headers = {
    'wechatpay-timestamp': String(now),
    'wechatpay-nonce': 'n',
    'wechatpay-serial': 'PUB_KEY_ID_1',
    'wechatpay-signature': Rsa.sign(Formatter.response(now, 'n', body), privateKey),
  }
  const keys = { PUB_KEY_ID_1: publicKey.export({ format: 'pem', type: 'spki' }).toString() }
  const input = { now, headers, body, apiV3Key, keys }

  test('verifies and decrypts each object with its own clock and keys', async () => {
    const inputs = [
      input,
      { ...input, now: now + 300 },
      { ...input, keys: { ...keys, BROKEN: 'x' } },
      { ...input, keys: { PUB_KEY_ID_1: 'x' } },
      { ...input, apiV3Key: 'j'.repeat(32) },
    ]
    expect(await answers('wechatpay-callback', inputs)).toEqual([
      { verified: true, decrypted: plain },
      { verified: false, decrypted: null },
      { verified: true, decrypted: plain },
      { verified: false, decrypted: null },
      { verified: true, decrypted: null },
    ])
  })

  test('verifies nothing that is no callback', async () => {
    const none = { verified: false, decrypted: null }
    expect(await answers('wechatpay-callback', nonsense)).toEqual(nonsense.map(() => none))
  })
})

describe('alipay-notice', () => {
  const alipayPublicKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const text = 'app_id=A&out_trade_no=T1&seller_id=S&total_amount=0.10&trade_no=42&trade_status=TRADE_SUCCESS'
  const signature = sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64')
  const body = `${text}&sign_type=RSA2&sign=${encodeURIComponent(signature)}`
  const input = { body, alipayPublicKey, appId: 'A', sellerId: 'S' }

  test('tells the signature from what may be believed', async () => {
    const paid = { verified: true, outcome: 'paid', outTradeNo: 'T1', fen: '10' }
    expect(await answers('alipay-notice', [input, { ...input, sellerId: 'X' }])).toEqual([
      paid,
      { ...paid, outcome: 'refused' },
    ])
  })

  test('refuses what is no notice', async () => {
    const inputs = [...nonsense, { ...input, alipayPublicKey: 'x' }, { ...input, body: `${body}&a=%` }]
    const none = { verified: false, outcome: 'refused', outTradeNo: null, fen: null }
    expect(await answers('alipay-notice', inputs)).toEqual(inputs.map(() => none))
  })
})
