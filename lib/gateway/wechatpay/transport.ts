import { createPrivateKey, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Outcome, Refused, Unknown } from '../payment-channel'
import { textOf } from './payment-object'
import { readObject } from './resource'
import { checkSignature, headerOf, readPlatformKey, signRequest } from './signature'

export type WechatpayConfig = {
  /** `https://api.mch.weixin.qq.com`; may carry a path, which is then part of what is signed. */
  readonly baseUrl: string
  readonly mchId: string
  readonly appId: string
  /** Serial of the merchant's API certificate, in hex. */
  readonly merchantSerial: string
  readonly merchantPrivateKey: string
  readonly apiV3Key: string
  /** Serial or PUB_KEY_ID_… to the PEM of a public key or certificate. Both kinds may stand side by side. */
  readonly platformKeys: Readonly<Record<string, string>>
  /** The true time of day: signatures are judged by it. */
  readonly clock: () => Date
  readonly timeoutMs?: number
}

/** A merchant's end of the line: the settings, the keys read, and the platform keys known so far. */
export type Line = {
  readonly config: WechatpayConfig
  readonly privateKey: KeyObject
  readonly keys: Map<string, KeyObject>
}

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly body: string
  readonly requestId: string | null
}

export type Call = { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: object }

const TIMEOUT_MS = 5_000
const API_V3_KEY_BYTES = 32
/** Not a no but a "not now": the call may or may not have been carried out and is repeated as it was. */
const TRY_AGAIN = new Set(['SYSTEM_ERROR', 'BANK_ERROR', 'FREQUENCY_LIMITED', 'RATELIMIT_EXCEEDED'])

/** Reads the keys once. Throws TypeError at the start of the product rather than at the first payment. */
export function openLine(config: WechatpayConfig): Line {
  const privateKey = createPrivateKey(config.merchantPrivateKey)
  if (privateKey.asymmetricKeyType !== 'rsa') throw new TypeError('the merchant key is not an RSA key')
  if (Buffer.byteLength(config.apiV3Key) !== API_V3_KEY_BYTES)
    throw new TypeError('the APIv3 key has not 32 bytes')
  const keys = Object.entries(config.platformKeys).map(
    ([serial, pem]) => [serial, readPlatformKey(pem)] as const,
  )
  return { config, privateKey, keys: new Map(keys) }
}

/** Sends one signed call and reads what comes back, judging nothing. */
export async function exchange(line: Line, call: Call): Promise<Answer | Unknown> {
  const { config } = line
  const url = `${config.baseUrl.replace(/\/+$/, '')}${call.path}`
  const body = call.body === undefined ? '' : JSON.stringify(call.body)
  const request = { method: call.method, url, timestamp: unixSeconds(line), nonce: newNonce(), body }
  const merchant = { mchId: config.mchId, serial: config.merchantSerial, privateKey: line.privateKey }
  const publicKeyId = [...line.keys.keys()].find((serial) => serial.startsWith('PUB_KEY_ID_'))
  try {
    const authorization = await signRequest(merchant, request)
    const response = await fetch(url, {
      method: call.method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'billing-center',
        authorization,
        // Tells WeChat Pay to answer with this key instead of a platform certificate.
        ...(publicKeyId === undefined ? {} : { 'wechatpay-serial': publicKeyId }),
      },
      ...(call.body === undefined ? {} : { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(config.timeoutMs ?? TIMEOUT_MS),
    })
    // Not text(): it would drop a byte order mark that was signed.
    const bytes = Buffer.from(await response.arrayBuffer())
    const requestId = headerOf(response.headers, 'request-id')
    return { status: response.status, headers: response.headers, body: bytes.toString('utf8'), requestId }
  } catch (error) {
    return { kind: 'unknown', why: networkTrouble(error), requestId: null }
  }
}

/** Reads an answer whose signature holds as JSON (null for an empty one); everything else is a no or unknown. */
export function judge(line: Line, answer: Answer): Outcome<Readonly<Record<string, unknown>> | null> {
  const { requestId } = answer
  if (!isSuccess(answer)) return refusalOf(answer)
  const state = checkSignature(answer.headers, answer.body, line.keys, unixSeconds(line))
  if (state !== 'valid') return { kind: 'unknown', why: `unverifiable answer: ${state}`, requestId }
  if (answer.body === '') return { kind: 'ok', value: null }
  const value = readObject(answer.body)
  return value ? { kind: 'ok', value } : nonsense(requestId)
}

/**
 * A no of the channel. WeChat Pay's documents disagree on the status of many codes, so the code decides;
 * without one, or from 500 on, nobody knows what happened.
 */
export function refusalOf({ status, body, requestId }: Answer): Refused | Unknown {
  const told = readObject(body)
  const code = textOf(told?.['code'])
  if (status < 400 || status >= 500 || code === null || TRY_AGAIN.has(code)) {
    return { kind: 'unknown', why: `HTTP ${status}${code === null ? '' : ` ${code}`}`, requestId }
  }
  return { kind: 'refused', code, message: textOf(told?.['message']) ?? '', requestId }
}

export function nonsense(requestId: string | null): Unknown {
  return { kind: 'unknown', why: 'the answer makes no sense', requestId }
}

export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300
}

export function unixSeconds({ config }: Line): number {
  return Math.floor(config.clock().getTime() / 1000)
}

function newNonce(): string {
  return randomBytes(16).toString('hex').toUpperCase()
}

function networkTrouble(error: unknown): string {
  if (!(error instanceof Error)) return 'network'
  const cause = error.cause as { readonly code?: unknown } | undefined
  return `network: ${typeof cause?.code === 'string' ? cause.code : error.name}`
}
