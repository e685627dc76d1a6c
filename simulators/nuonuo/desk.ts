import { beijing, type Clock } from '../clock'
import type { FaultBoard } from '../faults'
import { text, type Json } from '../json'
import { randomDigits, randomHex } from '../random'
import type { Collection } from '../state'
import { signedYuan } from './amount'
import { FORMATS } from './documents'
import { totalsOf } from './face'
import { invalid, NuonuoError } from './error'
import { isPaper, type NuonuoInvoice, type RedForm } from './invoice'
import { readOrder } from './order'

export interface NuonuoDesk {
  invoices: Collection<NuonuoInvoice>
  forms: Collection<RedForm>
  clock: Clock
  faults: FaultBoard
  /** How long an invoice takes, in milliseconds. */
  issueMs: number
  baseUrl: () => string
  /** Goes on with an invoice or a form a little later. */
  carryOn: () => void
}

const MOST_ASKED = 50
const MOST_RETRIES = 20

/** Takes an order; it is issued a little later. A number of a seller is taken once. */
export function requestBilling(desk: NuonuoDesk, content: Json, userTax: string): Json {
  const order = readOrder(content, userTax)
  if (byOrder(desk, order.orderNo, userTax)) throw new NuonuoError('E9106', '订单编号或流水号不能重复')
  const invoice = take(desk, { ...order, colour: 'blue', blueNumber: null, billNo: null })
  return { invoiceSerialNum: invoice.serial }
}

type Taken = Pick<
  NuonuoInvoice,
  | ('orderNo' | 'colour' | 'line' | 'seller' | 'buyer' | 'clerk' | 'remark')
  | ('details' | 'callBackUrl' | 'blueNumber' | 'billNo')
>

export function take(desk: NuonuoDesk, taken: Taken): NuonuoInvoice {
  const serial = `${beijing(Date.now()).slice(2, 10).replaceAll('-', '')}${randomDigits(12)}`
  const untouched = { failCause: null, number: null, code: null, printedNumber: null, issuedAt: null }
  const dueAt = Date.now() + desk.issueMs + desk.faults.of('nuonuo').issueDelayMs
  const invoice = {
    ...taken,
    ...untouched,
    serial,
    status: '20' as const,
    dueAt,
    retries: 0,
    otherwise: null,
  }
  desk.invoices.put(serial, invoice)
  desk.carryOn()
  return invoice
}

/** What the tax bureau makes of a request whose time has come. */
export function issue(desk: NuonuoDesk, invoice: NuonuoInvoice): NuonuoInvoice {
  const faults = desk.faults.of('nuonuo')
  if (faults.issueFails)
    return desk.invoices.put(invoice.serial, { ...invoice, status: '22', failCause: '开票额度不足' })
  const now = desk.clock.now()
  const paper = isPaper(invoice.line)
  return desk.invoices.put(invoice.serial, {
    ...invoice,
    status: faults.sealFails ? '24' : '2',
    number: invoice.number ?? `2088${randomDigits(16)}`,
    code: paper ? (invoice.code ?? `0310${randomDigits(8)}`) : null,
    printedNumber: paper ? (invoice.printedNumber ?? randomDigits(8)) : null,
    issuedAt: invoice.issuedAt ?? now,
    failCause: null,
    otherwise: faults.issuesOtherwise,
  })
}

export function queryResult(desk: NuonuoDesk, content: Json, userTax: string): Json[] {
  const names = (value: unknown) => (Array.isArray(value) ? value.map(text) : [])
  const serials = names(content['serialNos'])
  const orders = names(content['orderNos'])
  if (serials.length + orders.length === 0 || serials.length + orders.length > MOST_ASKED)
    throw invalid('查询条数有误')
  const found = [
    ...serials.map((serial) => desk.invoices.get(serial)),
    ...orders.map((orderNo) => byOrder(desk, orderNo, userTax)),
  ].filter((invoice) => invoice?.seller.taxNum === userTax)
  if (found.length === 0) throw new NuonuoError('E9500', '发票信息不存在')
  return found.flatMap((invoice) => (invoice ? [told(desk, invoice)] : []))
}

/** Only what failed or was not sealed is tried again, twenty times at most. */
export function retry(desk: NuonuoDesk, content: Json, userTax: string): Json {
  const invoice =
    desk.invoices.get(text(content['fpqqlsh'])) ?? byOrder(desk, text(content['orderno']), userTax)
  if (!invoice || invoice.seller.taxNum !== userTax) throw new NuonuoError('E9500', '发票信息不存在')
  if (invoice.status !== '22' && invoice.status !== '24') throw invalid('当前状态不允许重试')
  if (invoice.retries >= MOST_RETRIES) throw new NuonuoError('E9613', '同一流水号单日最多重试20次')
  const dueAt = Date.now() + desk.issueMs
  desk.invoices.put(invoice.serial, { ...invoice, status: '20', dueAt, retries: invoice.retries + 1 })
  desk.carryOn()
  return { invoiceSerialNum: invoice.serial }
}

/** Paper is declared void within the month it was printed in; an electronic invoice never is. */
export function cancelPaper(desk: NuonuoDesk, content: Json, userTax: string): Json {
  const invoice = desk.invoices.get(text(content['invoiceId']))
  if (!invoice || invoice.seller.taxNum !== userTax) throw new NuonuoError('E9500', '发票信息不存在')
  const same =
    invoice.code === text(content['invoiceCode']) && invoice.printedNumber === text(content['invoiceNo'])
  if (!same) throw invalid('发票代码号码不一致')
  if (!isPaper(invoice.line) || invoice.status !== '2') throw invalid('该发票不能作废')
  const month = (at: number) => beijing(at).slice(0, 7)
  if (month(invoice.issuedAt ?? 0) !== month(desk.clock.now())) throw invalid('跨月发票不能作废')
  const reversed = [...desk.forms.values()].some(
    (form) => form.blueSerial === invoice.serial && form.redSerial !== null,
  )
  if (reversed) throw invalid('已红冲的发票不能作废')
  desk.invoices.put(invoice.serial, { ...invoice, status: '3' })
  return { invoiceId: invoice.serial }
}

export function byOrder(desk: NuonuoDesk, orderNo: string, taxNum: string): NuonuoInvoice | undefined {
  return [...desk.invoices.values()].find((each) => each.orderNo === orderNo && each.seller.taxNum === taxNum)
}

const MESSAGES = {
  '20': '开票中',
  '2': '开票完成',
  '22': '开票失败',
  '24': '签章失败',
  '31': '作废中',
  '3': '已作废',
}

function told(desk: NuonuoDesk, invoice: NuonuoInvoice): Json {
  const { status, failCause, number } = invoice
  const base: Json = {
    serialNo: invoice.serial,
    orderNo: invoice.orderNo,
    status,
    statusMsg: MESSAGES[status],
    failCause: failCause ?? '',
    invoiceType: invoice.colour === 'blue' ? '1' : '2',
    salerTaxNum: invoice.seller.taxNum,
    payerName: invoice.buyer.name,
    payerTaxNo: invoice.buyer.taxNum,
  }
  if (number === null) return base
  const totals = totalsOf(invoice)
  return {
    ...base,
    allElectronicInvoiceNumber: number,
    invoiceCode: invoice.code ?? '',
    invoiceNo: invoice.printedNumber ?? number,
    invoiceTime: invoice.issuedAt,
    exTaxAmount: signedYuan(totals.excludedFen),
    taxAmount: signedYuan(totals.taxFen),
    orderAmount: signedYuan(totals.includedFen),
    ...(status === '2' ? filesOf(desk, invoice) : {}),
  }
}

function filesOf(desk: NuonuoDesk, invoice: NuonuoInvoice): Json {
  if (isPaper(invoice.line) || desk.faults.of('nuonuo').noFiles) return {}
  const address = (format: string) =>
    `${desk.baseUrl()}/nuonuo/files/${invoice.serial}/${invoice.number}.${format}`
  return Object.fromEntries(FORMATS.map((format) => [`${format}Url`, address(format)]))
}

/** A form's own number and the platform's, as the tax bureau's look. */
export function formNumbers(now: number): Pick<RedForm, 'billNo' | 'billUuid'> {
  const day = beijing(now).slice(2, 10).replaceAll('-', '')
  return { billNo: `310115${day}${randomDigits(8)}`, billUuid: `nuouuid${randomHex(12).toLowerCase()}` }
}
