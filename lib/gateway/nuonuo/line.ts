import { randomBytes, randomInt } from 'node:crypto'
import type { Outcome, Unknown } from '../payment-channel'
import { signCall } from './signature'

export type NuonuoConfig = {
  /** `https://sdk.nuonuo.com`; may carry a path, which is no part of what is signed. */
  readonly baseUrl: string
  readonly appKey: string
  readonly appSecret: string
  readonly accessToken: string
  /** The seller in whose name all is asked. */
  readonly taxpayerId: string
  readonly clock: () => Date
  readonly timeoutMs?: number
}

export type Method =
  | 'requestBillingNew'
  | 'queryInvoiceResult'
  | 'reInvoice'
  | 'invoiceCancellation'
  | 'saveInvoiceRedConfirm'
  | 'queryInvoiceRedConfirm'
  | 'refreshInvoiceRedConfirm'
  | 'confirmInfoCancel'
  | 'fastInvoiceRed'

/** Issuing reaches through to the tax bureau, which takes its time. */
const TIMEOUT_MS = 10_000
const LONGEST_ANSWER = 4 * 1024 * 1024
const DONE = 'E0000'
/** The platform's own: key, token, signature, too many calls. They say nothing of the request, which is kept. */
const PLATFORM_CODE = /^07\d{4}$/

/** Sends one signed call. A code other than E0000 is a no; no answer, nonsense and the platform's own codes are unknown. */
export async function callNuonuo(
  config: NuonuoConfig,
  method: Method,
  content: object,
): Promise<Outcome<unknown>> {
  const answer = await exchange(config, method, JSON.stringify(content))
  if ('kind' in answer) return answer
  const { status, text, senid } = answer
  if (status !== 200) return { kind: 'unknown', why: `HTTP ${status}`, requestId: senid }
  const told = objectIn(text)
  const code = codeIn(told)
  if (!told || code === null) return { kind: 'unknown', why: 'the answer makes no sense', requestId: senid }
  if (code === DONE) return { kind: 'ok', value: told['result'] }
  const message = typeof told['describe'] === 'string' ? told['describe'].slice(0, 300) : ''
  if (PLATFORM_CODE.test(code)) return { kind: 'unknown', why: `${code} ${message}`.trim(), requestId: senid }
  return { kind: 'refused', code, message, requestId: senid }
}

/** Codes are a letter and some digits; what is longer is none. */
function codeIn(told: Readonly<Record<string, unknown>> | null): string | null {
  const code = told?.['code']
  return typeof code === 'string' && /^\w{1,20}$/.test(code) ? code : null
}

type Answer = { readonly status: number; readonly text: string; readonly senid: string }

async function exchange(config: NuonuoConfig, method: Method, body: string): Promise<Answer | Unknown> {
  const senid = randomBytes(16).toString('hex')
  const nonce = String(randomInt(10_000_000, 100_000_000))
  const timestamp = String(Math.floor(config.clock().getTime() / 1000))
  const signed = { appKey: config.appKey, senid, nonce, timestamp }
  const query = new URLSearchParams({ senid, nonce, timestamp, appkey: config.appKey })
  try {
    const response = await fetch(`${config.baseUrl.replace(/\/+$/, '')}/open/v1/services?${query}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=UTF-8',
        'user-agent': 'billing-center',
        'X-Nuonuo-Sign': signCall(config.appSecret, body, signed),
        accessToken: config.accessToken,
        userTax: config.taxpayerId,
        method: `nuonuo.OpeMplatform.${method}`,
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(config.timeoutMs ?? TIMEOUT_MS),
    })
    const text = await response.text()
    if (text.length > LONGEST_ANSWER)
      return { kind: 'unknown', why: 'the answer is too long', requestId: senid }
    return { status: response.status, text, senid }
  } catch (error) {
    return { kind: 'unknown', why: networkTrouble(error), requestId: senid }
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return asObject(JSON.parse(text, keepable))
  } catch {
    return null
  }
}

/** No text of the database holds a NUL. */
const keepable = (_name: string, value: unknown) =>
  typeof value === 'string' ? value.replaceAll('\0', '') : value

export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}

function networkTrouble(error: unknown): string {
  if (!(error instanceof Error)) return 'network'
  const cause = error.cause as { readonly code?: unknown } | undefined
  return `network: ${typeof cause?.code === 'string' ? cause.code : error.name}`
}
