import { X509Certificate } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Outcome } from '../payment-channel'
import { textOf } from './payment-object'
import { asObject, decryptResource, readObject } from './resource'
import { checkSignature, headerOf, readPlatformKey } from './signature'
import { exchange, isSuccess, judge, nonsense, refusalOf, unixSeconds } from './transport'
import type { Answer, Call, Line } from './transport'

/** Anybody may send a notice with an invented serial, so they must not make us ask more often than this. */
const PAUSE_SECONDS = 30

export type Caller = {
  readonly call: (call: Call) => ReturnType<typeof callOnce>
  readonly downloadCertificates: () => Promise<Outcome<readonly string[]>>
  /** Fetches the certificates where this serial could be one of them and is not known. True if it is known now. */
  readonly learn: (serial: string | null) => Promise<boolean>
}

/** Calls that learn by themselves: an answer signed with a new platform certificate fetches it and is judged again. */
export function callerOf(line: Line): Caller {
  let running: Promise<Outcome<readonly string[]>> | null = null
  let lastAsked = -Infinity
  const learn: Caller['learn'] = async (serial) => {
    if (serial === null || line.keys.has(serial)) return serial !== null
    // A public key is set by hand in the merchant platform; there is nowhere to fetch it from.
    if (serial.startsWith('PUB_KEY_ID_')) return false
    const now = unixSeconds(line)
    if (running === null && now - lastAsked < PAUSE_SECONDS) return false
    if (running === null) {
      lastAsked = now
      running = downloadCertificates(line).finally(() => (running = null))
    }
    await running
    return line.keys.has(serial)
  }
  return {
    learn,
    downloadCertificates: () => downloadCertificates(line),
    call: (call) => callOnce(line, call, learn),
  }
}

async function callOnce(line: Line, call: Call, learn: Caller['learn']) {
  const answer = await exchange(line, call)
  if ('kind' in answer) return answer
  if (isSuccess(answer)) await learn(headerOf(answer.headers, 'wechatpay-serial'))
  return judge(line, answer)
}

/**
 * Fetches the platform certificates and adds them to the known keys. The list may be signed with a certificate
 * that only it contains: being sealed with the APIv3 key, its certificates may vouch for the list itself.
 */
async function downloadCertificates(line: Line): Promise<Outcome<readonly string[]>> {
  const answer = await exchange(line, { method: 'GET', path: '/v3/certificates' })
  if ('kind' in answer) return answer
  if (!isSuccess(answer)) return refusalOf(answer)
  const listed = certificatesIn(line, answer)
  if (listed.length === 0) return nonsense(answer.requestId)
  const keys = new Map([...line.keys, ...listed])
  const state = checkSignature(answer.headers, answer.body, keys, unixSeconds(line))
  if (state !== 'valid') {
    return { kind: 'unknown', why: `unverifiable answer: ${state}`, requestId: answer.requestId }
  }
  for (const [serial, key] of listed) line.keys.set(serial, key)
  return { kind: 'ok', value: listed.map(([serial]) => serial) }
}

function certificatesIn(line: Line, answer: Answer): readonly (readonly [string, KeyObject])[] {
  const data = readObject(answer.body)?.['data']
  if (!Array.isArray(data)) return []
  return data.flatMap((item: unknown) => {
    const entry = asObject(item)
    const serial = textOf(entry?.['serial_no'])
    const pem = decryptResource(entry?.['encrypt_certificate'], line.config.apiV3Key)
    const key = serial === null || pem === null ? null : keyOf(serial, pem, line.config.clock())
    return serial === null || key === null ? [] : [[serial, key] as const]
  })
}

/** The key of a certificate that bears the serial it was announced with and is valid now. */
function keyOf(serial: string, pem: string, now: Date): KeyObject | null {
  try {
    const certificate = new X509Certificate(pem)
    if (certificate.serialNumber.toUpperCase() !== serial.toUpperCase()) return null
    if (new Date(certificate.validTo) < now) return null
    return readPlatformKey(pem)
  } catch {
    return null
  }
}
