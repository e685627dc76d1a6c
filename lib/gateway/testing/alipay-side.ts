import { createVerify, generateKeyPairSync, sign } from 'node:crypto'

const alipay = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
const app = generateKeyPairSync('rsa', { modulusLength: 2048 })

export const NOW = new Date('2026-11-21T00:00:00Z')
export const APP_ID = '2021000000000001'
export const SELLER_ID = '2088000000000001'
/** As Alipay shows it: base64 without armour. */
export const ALIPAY_PUBLIC_KEY = alipay.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
export const APP_PRIVATE_KEY = app.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
export const APP_KEYS = app

export const NOTICE = {
  notify_time: '2026-11-21 08:00:01',
  notify_type: 'trade_status_sync',
  notify_id: 'N-1',
  app_id: APP_ID,
  charset: 'utf-8',
  version: '1.0',
  trade_no: '2026112122001',
  out_trade_no: 'T202611210001',
  seller_id: SELLER_ID,
  trade_status: 'TRADE_SUCCESS',
  total_amount: '50000.00',
  receipt_amount: '50000.00',
  subject: '认证 100%充值',
  gmt_create: '2026-11-21 07:59:00',
  gmt_payment: '2026-11-21 07:59:30',
  fund_bill_list: '[{"amount":"50000.00","fundChannel":"PCREDIT"}]',
}

type Form = Readonly<Record<string, string>>

/** Alipay's rule, written from its document: everything but sign and sign_type, no empty values, sorted, not encoded. */
export function signedText(params: Form): string {
  return Object.keys(params)
    .filter((name) => name !== 'sign' && name !== 'sign_type' && params[name] !== '')
    .sort()
    .map((name) => `${name}=${params[name] ?? ''}`)
    .join('&')
}

export function signText(text: string, by: 'alipay' | 'stranger' = 'alipay', hash = 'RSA-SHA256'): string {
  const { privateKey } = by === 'alipay' ? alipay : stranger
  return sign(hash, Buffer.from(text), privateKey).toString('base64')
}

/** A whole notice as it is posted. `afterwards` is changed once the signature stands. */
export function noticeBody(change: Form = {}, afterwards: Form = {}): string {
  const params: Record<string, string> = { ...NOTICE, ...change }
  const signature = signText(signedText(params))
  return new URLSearchParams({ ...params, sign_type: 'RSA2', sign: signature, ...afterwards }).toString()
}

/** An answer of the gateway: the raw node, escapes and all, is what is signed. */
export function gatewayAnswer(method: string, node: object, by: 'alipay' | 'stranger' = 'alipay'): string {
  const raw = JSON.stringify(node).replaceAll('/', '\\/')
  return `{"${method.replaceAll('.', '_')}_response":${raw},"sign":"${signText(raw, by)}"}`
}

/** Whether a request is signed by our application over the union of its query and its form. */
export function isRequestSigned(target: string, body: string): boolean {
  const params = requestParams(target, body)
  const { sign: signature = '', ...rest } = params
  const text = Object.keys(rest)
    .sort()
    .map((name) => `${name}=${rest[name] ?? ''}`)
    .join('&')
  return createVerify('RSA-SHA256').update(text, 'utf8').verify(app.publicKey, signature, 'base64')
}

export function requestParams(target: string, body: string): Record<string, string> {
  const query = new URL(target, 'http://127.0.0.1').searchParams
  return Object.fromEntries([...query, ...new URLSearchParams(body)])
}
