import { dayOf } from '@/lib/kernel/calendar'
import { parseYuan, type Money } from '@/lib/kernel/money'
import { readBeijingTime } from '../beijing-time'
import type { ChannelFiles, InvoiceState, RedFormState } from '../invoice-channel'
import { asObject } from './line'
import { redFormStateOf } from './words'

type Fields = Readonly<Record<string, unknown>>

/** A form left unconfirmed falls void after 72 hours (state 07). */
const CONFIRM_WITHIN_MS = 72 * 3_600_000

/** No invoice of these kinds was issued before, and none is yet after; a time beyond is nonsense. */
const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

type Printed = { readonly code: string; readonly number: string }

/** One request as queryInvoiceResult tells of it. */
export type InvoiceReading = {
  readonly serial: string
  /** The tax bureau's twenty digits, which paper has too, beside what is printed on it. */
  readonly bureauNumber: string | null
  /** What is printed on it; empty before there is a number. */
  readonly printed: Printed
  readonly state: InvoiceState
}

/** The request that was asked for among an answer's; null where the answer is about something else. */
export function readInvoice(result: unknown, asked: { orderNo: string } | { serial: string }) {
  const items = (Array.isArray(result) ? result : [result]).map(asObject)
  const isAsked = (item: Fields | null) =>
    'orderNo' in asked
      ? textOf(item?.['orderNo']) === asked.orderNo
      : textOf(item?.['serialNo']) === asked.serial
  const found = items.find(isAsked)
  const serial = textOf(found?.['serialNo'])
  if (!found || serial === '') return null
  const bureauNumber = bureauNumberOf(found)
  return { serial, bureauNumber, printed: printedOf(found), state: stateOf(found) } satisfies InvoiceReading
}

function stateOf(item: Fields): InvoiceState {
  switch (textOf(item['status'])) {
    case '2':
      return issuedIn(item) ?? unknown('an issued invoice that makes no sense')
    case '20':
    case '21':
      return { kind: 'issuing' }
    case '22':
      return { kind: 'failed', why: (textOf(item['failCause']) || textOf(item['statusMsg'])).slice(0, 300) }
    case '24':
      return { kind: 'unsealed' }
    case '3':
      return { kind: 'voided' }
    case '31':
      return unknown('being voided')
    default:
      return unknown('a status nobody knows')
  }
}

function issuedIn(item: Fields): InvoiceState | null {
  const { code, number } = printedOf(item)
  const at = Number(textOf(item['invoiceTime']))
  const exclusiveFen = amountOf(item['exTaxAmount'])
  const taxFen = amountOf(item['taxAmount'])
  const isNumber =
    code === '' ? /^\d{20}$/.test(number) : /^\d{8}$/.test(number) && /^\d{10}(\d\d)?$/.test(code)
  if (!isNumber || !(at >= EARLIEST && at < LATEST) || exclusiveFen === null || taxFen === null) return null
  const issuedOn = dayOf(new Date(at))
  return { kind: 'issued', number, code: code || null, issuedOn, exclusiveFen, taxFen, files: filesOf(item) }
}

function printedOf(item: Fields): Printed {
  const code = textOf(item['invoiceCode'])
  const number = textOf(item['invoiceNo'])
  return { code, number: code === '' ? (bureauNumberOf(item) ?? number) : number }
}

function bureauNumberOf(item: Fields): string | null {
  const number = textOf(item['allElectronicInvoiceNumber'])
  return /^\d{20}$/.test(number) ? number : null
}

function filesOf(item: Fields): ChannelFiles {
  const named = { pdf: textOf(item['pdfUrl']), ofd: textOf(item['ofdUrl']), xml: textOf(item['xmlUrl']) }
  return Object.fromEntries(Object.entries(named).filter(([, address]) => address !== ''))
}

/** One red-letter form as queryInvoiceRedConfirm tells of it. */
export type FormReading = {
  readonly state: RedFormState
  readonly uuid: string
  readonly number: string | null
  readonly blueNumber: string
  readonly line: string
  readonly why: string | null
  readonly expiresAt: Date | null
  /** The red invoice's serial once it was issued, by itself or by us. */
  readonly redSerial: string | null
}

/** The form that was asked for; `none` for an empty list, null where the answer makes no sense. */
export function readForm(result: unknown, requestNo: string): FormReading | 'none' | null {
  const list = asObject(result)?.['list']
  if (!Array.isArray(list)) return null
  if (list.length === 0) return 'none'
  const form = list.map(asObject).find((each) => textOf(each?.['billId']) === requestNo)
  const state = redFormStateOf(textOf(form?.['billStatus']))
  if (!form || state === null) return null
  const openedAt = readBeijingTime(form['billTime'])
  const waits = state === '02' || state === '03'
  const number = textOf(form['billNo'])
  return {
    state,
    uuid: textOf(form['billUuid']),
    number: /^\d{20}$/.test(number) ? number : null,
    blueNumber: textOf(form['blueElecInvoiceNumber']) || textOf(form['blueInvoiceNumber']),
    line: textOf(form['blueInvoiceLine']),
    why: textOf(form['billMessage']).slice(0, 300) || null,
    expiresAt: waits && openedAt ? new Date(openedAt.getTime() + CONFIRM_WITHIN_MS) : null,
    redSerial: textOf(form['invoiceSerialNum']) || null,
  }
}

/** A callback's order number; everything else in it is anybody's word. */
export function hintIn(body: string): { readonly requestNo: string } | null {
  const requestNo = new URLSearchParams(body).get('orderno') ?? ''
  return /^[0-9A-Z]{1,20}$/.test(requestNo) ? { requestNo } : null
}

/** Texts stay texts; a twenty-digit number that came as a JSON number has lost its end and counts as absent. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : ''
}

function amountOf(value: unknown): Money | null {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  try {
    return parseYuan(text.replace(/^(-?\d+\.\d{2})0+$/, '$1'))
  } catch {
    return null
  }
}

function unknown(why: string): InvoiceState {
  return { kind: 'unknown', why, requestId: null }
}
