import { createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { NoticeHeaders } from '../payment-channel'

/** The one algorithm of WeChat Pay v3: RSA PKCS#1 v1.5 over SHA-256. */
const SCHEME = 'WECHATPAY2-SHA256-RSA2048'
/** Five minutes, and at five minutes it is a replay: as the provider's SDKs for Go and Java have it. */
const TOLERANCE_SECONDS = 300

/** Whom to believe: the serial of a platform certificate, or a PUB_KEY_ID_…, to its public key. */
export type PlatformKeys = ReadonlyMap<string, KeyObject>

export type SignatureState =
  | 'valid'
  | 'headers-missing'
  | 'type-unknown'
  | 'timestamp-out-of-window'
  | 'serial-unknown'
  | 'signature-wrong'

export type RequestToSign = {
  readonly method: string
  /** Absolute, or a path with its query. What is signed is the path and the query as they go over the wire. */
  readonly url: string
  readonly timestamp: number | string
  readonly nonce: string
  readonly body: string
}

/** The exact text that is signed of a request: five lines, each ended. Throws TypeError for a URL that is none. */
export function buildMessage(request: RequestToSign): string {
  const url = new URL(request.url, 'https://api.mch.weixin.qq.com')
  const target = `${url.pathname}${url.search}`
  const { method, timestamp, nonce, body } = request
  return `${method.toUpperCase()}\n${target}\n${timestamp}\n${nonce}\n${body}\n`
}

/** Off the thread that answers requests: an RSA signature takes it as long as a short page. */
const signAside = promisify(sign)

/** The Authorization header of a request. `serial` is that of the merchant's API certificate, in hex. */
export async function signRequest(
  merchant: { readonly mchId: string; readonly serial: string; readonly privateKey: KeyObject },
  request: RequestToSign,
): Promise<string> {
  const signature = await signAside('RSA-SHA256', Buffer.from(buildMessage(request)), merchant.privateKey)
  const items = [
    ['mchid', merchant.mchId],
    ['nonce_str', request.nonce],
    ['signature', signature.toString('base64')],
    ['timestamp', String(request.timestamp)],
    ['serial_no', merchant.serial],
  ]
  return `${SCHEME} ${items.map(([name, value]) => `${name}="${value}"`).join(',')}`
}

/**
 * Judges the signature of an answer or a callback over its raw body; never throws. `now` in unix seconds.
 * The probes WeChat Pay sends now and then (WECHATPAY/SIGNTEST/…) come out as wrong, as they must.
 */
export function checkSignature(
  headers: NoticeHeaders,
  rawBody: string,
  keys: PlatformKeys,
  now: number,
): SignatureState {
  const timestamp = headerOf(headers, 'wechatpay-timestamp')
  const nonce = headerOf(headers, 'wechatpay-nonce')
  const signature = headerOf(headers, 'wechatpay-signature')
  const serial = headerOf(headers, 'wechatpay-serial')
  if (!timestamp || !nonce || !signature || !serial) return 'headers-missing'
  // An absent type means the default; anything else would be an algorithm nobody agreed on.
  const type = headerOf(headers, 'wechatpay-signature-type', SCHEME)
  if (type !== SCHEME) return 'type-unknown'
  if (!/^\d{1,12}$/.test(timestamp)) return 'timestamp-out-of-window'
  if (!(Math.abs(now - Number(timestamp)) < TOLERANCE_SECONDS)) return 'timestamp-out-of-window'
  const key = keys.get(serial)
  if (!key) return 'serial-unknown'
  const message = Buffer.from(`${timestamp}\n${nonce}\n${rawBody}\n`)
  return isSignedBy(key, message, signature) ? 'valid' : 'signature-wrong'
}

/** Whether the answer or callback is really WeChat Pay's and fresh. `now` in unix seconds; never throws. */
export function verifySignature(
  headers: NoticeHeaders,
  rawBody: string,
  keys: PlatformKeys,
  now: number,
): boolean {
  return checkSignature(headers, rawBody, keys, now) === 'valid'
}

/** Reads the PEM of a public key or of a certificate. Throws where it holds no RSA key. */
export function readPlatformKey(pem: string): KeyObject {
  const key = createPublicKey(pem)
  if (key.asymmetricKeyType !== 'rsa') throw new TypeError('not an RSA key')
  return key
}

/**
 * The value of a header that occurs once; absent ones give `fallback`. Line breaks never come over HTTP and
 * would let a part of the body pass as the nonce, so such a value is unusable.
 */
export function headerOf(
  headers: NoticeHeaders,
  name: string,
  fallback: string | null = null,
): string | null {
  const found =
    headers instanceof Headers
      ? [headers.get(name)].filter((value) => value !== null)
      : Object.keys(headers)
          .filter((key) => key.toLowerCase() === name)
          .flatMap((key) => headers[key])
          .filter((value) => value !== undefined && value !== null)
  if (found.length === 0) return fallback
  const [value] = found
  return found.length === 1 && typeof value === 'string' && !/[\r\n]/.test(value) ? value : ''
}

function isSignedBy(key: KeyObject, message: Buffer, signature: string): boolean {
  try {
    return verify('RSA-SHA256', message, key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
