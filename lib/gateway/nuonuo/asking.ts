import type { InvoiceState, Taken } from '../invoice-channel'
import type { Refused, Unknown } from '../payment-channel'
import { callNuonuo, type NuonuoConfig } from './line'
import { readInvoice, type InvoiceReading } from './readings'
import { NOT_FOUND } from './words'

export type Asked = InvoiceReading | Extract<InvoiceState, { kind: 'not-exist' | 'unknown' }>

/** Asks what became of one request. A no to the question says nothing of the request. */
export async function askInvoice(
  config: NuonuoConfig,
  asked: { orderNo: string } | { serial: string },
): Promise<Asked> {
  const content = 'orderNo' in asked ? { orderNos: [asked.orderNo] } : { serialNos: [asked.serial] }
  const answer = await callNuonuo(config, 'queryInvoiceResult', { ...content, isOfferInvoiceDetail: '0' })
  if (answer.kind === 'refused' && answer.code === NOT_FOUND) return { kind: 'not-exist' }
  if (answer.kind === 'refused')
    return { kind: 'unknown', why: `${answer.code} ${answer.message}`, requestId: answer.requestId }
  if (answer.kind === 'unknown') return answer
  return (
    readInvoice(answer.value, asked) ?? {
      kind: 'unknown',
      why: 'an answer about another request',
      requestId: null,
    }
  )
}

/** Theirs have some twenty characters. */
const LONGEST_SERIAL = 64

export function takenBy(result: unknown): Taken | Unknown {
  const serial = (result as { readonly invoiceSerialNum?: unknown } | null)?.invoiceSerialNum
  if (typeof serial === 'string' && serial !== '' && serial.length <= LONGEST_SERIAL)
    return { kind: 'taken', serial }
  return { kind: 'unknown', why: 'taken without a serial number', requestId: null }
}

export function takenBefore(found: Asked): Taken | Unknown {
  if ('state' in found) return { kind: 'taken', serial: found.serial }
  if (found.kind === 'unknown') return found
  return { kind: 'unknown', why: 'a number that is used and not found', requestId: null }
}

export function refusedHere(code: string, message = ''): Refused {
  return { kind: 'refused', code, message, requestId: null }
}
