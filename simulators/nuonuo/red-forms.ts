import { beijing } from '../clock'
import { object, text, type Json } from '../json'
import { fenOf, signedYuan, sumOf } from './amount'
import { formNumbers, take, type NuonuoDesk } from './desk'
import { invalid, NuonuoError } from './error'
import { isPaper, type Detail, type NuonuoInvoice, type RedForm } from './invoice'

const HOUR_MS = 3_600_000
/** A form that the other side does not confirm within 72 hours falls void. */
const CONFIRM_WITHIN_MS = 72 * HOUR_MS
const REASONS = ['1', '2', '3', '4']
const ISSUED_IN_ERROR = '2'
/** Neither void nor failed: the invoice can have no second form meanwhile. */
const LIVE = new Set(['15', '01', '02', '03', '04'])

/** Asks for a form in the seller's name. An invoice issued in error is reversed whole. */
export function saveForm(desk: NuonuoDesk, content: Json, userTax: string): string {
  const billId = text(content['billId'])
  if (!/^\w{1,32}$/.test(billId)) throw invalid('billId格式有误')
  if (desk.forms.get(billId)) throw new NuonuoError('E9106', '红字确认单申请号不能重复')
  if (text(content['applySource']) !== '0' || text(content['sellerTaxNo']) !== userTax)
    throw invalid('申请方身份有误')
  const reason = text(content['redReason'])
  if (!REASONS.includes(reason)) throw invalid('冲红原因有误')
  const blue = findBlue(desk, content, userTax)
  const details = readDetails(content['detail'], blue, reason)
  checkFree(desk, blue, details)
  const now = desk.clock.now()
  const form: RedForm = {
    billId,
    ...formNumbers(now),
    ...{ status: '15', message: '', reason, details, billAt: now, confirmedAt: null, redSerial: null },
    orderNo: text(content['orderNo']) || billId,
    ...{ blueSerial: blue.serial, blueNumber: blue.number ?? '', line: blue.line },
    waitsForBuyer: desk.faults.of('nuonuo').formNeedsConfirmation,
  }
  desk.forms.put(billId, form)
  desk.carryOn()
  return billId
}

function findBlue(desk: NuonuoDesk, content: Json, userTax: string): NuonuoInvoice {
  const named = text(content['blueElecInvoiceNumber']) || text(content['blueInvoiceNumber'])
  const isBlue = ({ number, printedNumber, colour, seller }: NuonuoInvoice) =>
    colour === 'blue' && seller.taxNum === userTax && (number === named || printedNumber === named)
  const blue = [...desk.invoices.values()].find((each) => named !== '' && isBlue(each))
  if (!blue || blue.status !== '2') throw new NuonuoError('E9500', '蓝票不存在或状态不允许冲红')
  if (text(content['blueInvoiceLine']) !== blue.line) throw invalid('蓝票票种不一致')
  return blue
}

/** Without lines the whole invoice; with lines parts of the blue ones they name. */
function readDetails(value: unknown, blue: NuonuoInvoice, reason: string): Detail[] {
  const negated = (fen: string) => String(-BigInt(fen))
  if (!Array.isArray(value) || value.length === 0)
    return blue.details.map((each) => ({
      ...each,
      excludedFen: negated(each.excludedFen),
      taxFen: negated(each.taxFen),
    }))
  if (reason === ISSUED_IN_ERROR) throw invalid('开票有误必须全额冲红')
  return value.map((each) => {
    const detail = object(each)
    const of = blue.details[Number(text(detail['blueDetailIndex'])) - 1]
    const excluded = fenOf(detail['taxExcludedAmount'])
    const tax = fenOf(detail['taxAmount'])
    if (!of || of.goodsCode !== text(detail['goodsCode']) || of.goodsName !== text(detail['goodsName']))
      throw invalid('明细与蓝票不一致')
    if (excluded === null || tax === null || excluded >= 0n || tax > 0n)
      throw invalid('红字明细金额必须为负数')
    return { ...of, excludedFen: String(excluded), taxFen: String(tax) }
  })
}

function checkFree(desk: NuonuoDesk, blue: NuonuoInvoice, details: Detail[]): void {
  const forms = [...desk.forms.values()]
    .map((form) => atTime(desk, form))
    .filter((form) => form.blueSerial === blue.serial)
  if (forms.some((form) => form.redSerial === null && LIVE.has(form.status)))
    throw new NuonuoError('E9103', '该发票不能重复冲红')
  const reversed = forms.filter(({ redSerial }) => redSerial !== null).flatMap((form) => form.details)
  const left = BigInt(inclusive(blue.details)) + BigInt(inclusive([...reversed, ...details]))
  if (left < 0n) throw new NuonuoError('E9103', '该发票已全额冲红或剩余金额不足')
}

function inclusive(details: readonly Detail[]): string {
  return sumOf(details.flatMap((each) => [each.excludedFen, each.taxFen]))
}

export function queryForms(desk: NuonuoDesk, content: Json, userTax: string): Json {
  const billId = text(content['billId'])
  if (billId === '') throw invalid('请传入billId')
  const form = desk.forms.get(billId)
  const own =
    form && desk.invoices.get(form.blueSerial)?.seller.taxNum === userTax
      ? [told(desk, atTime(desk, form))]
      : []
  return { total: String(own.length), list: own }
}

/** The seller takes a form back: before the buyer has confirmed it, or after, as long as nothing was issued. */
export function cancelForm(desk: NuonuoDesk, content: Json): Json {
  const form = formIn(desk, text(content['billId']))
  const withdrawn = { '02': '08', '01': '09', '04': '09' }[form.status]
  if (!withdrawn || form.redSerial !== null) throw invalid('当前状态不允许撤销')
  desk.forms.put(form.billId, { ...form, status: withdrawn })
  return { billId: form.billId }
}

/** Issues the red invoice of a confirmed form on paper; an electronic one the platform issues itself. */
export function issueRedOf(desk: NuonuoDesk, content: Json): Json {
  const uuid = text(content['billUuid'])
  const form = [...desk.forms.values()].find((each) => each.billUuid === uuid)
  if (!form) throw new NuonuoError('E9500', '红字确认单不存在')
  if (form.redSerial !== null) throw new NuonuoError('E9103', '该发票不能重复冲红')
  if (form.status !== '01' && form.status !== '04') throw invalid('确认单未确认')
  return { invoiceSerialNum: issueRed(desk, form).serial }
}

/** The buyer's answer, as given at the tax bureau. */
export function answerForm(desk: NuonuoDesk, billId: string, verdict: 'confirm' | 'deny'): Json | null {
  const found = desk.forms.get(billId)
  const form = found && atTime(desk, found)
  if (form?.status !== '02') return null
  const status = verdict === 'confirm' ? '04' : '05'
  const answered = desk.forms.put(billId, { ...form, status, confirmedAt: desk.clock.now() })
  desk.carryOn()
  return told(desk, answered)
}

/** What the tax bureau does with a form: takes it down, then lets the platform issue what is electronic. */
export function advance(desk: NuonuoDesk, form: RedForm): void {
  if (form.status === '15') {
    const status = form.waitsForBuyer ? '02' : '01'
    const taken = desk.forms.put(form.billId, { ...form, status })
    if (status === '01') advance(desk, taken)
    return
  }
  const confirmed = form.status === '01' || form.status === '04'
  if (confirmed && form.redSerial === null && !isPaper(form.line)) issueRed(desk, form)
}

function issueRed(desk: NuonuoDesk, form: RedForm): NuonuoInvoice {
  const blue = desk.invoices.get(form.blueSerial)
  if (!blue) throw new NuonuoError('E9500', '蓝票不存在')
  const red = take(desk, {
    ...blue,
    orderNo: form.orderNo,
    colour: 'red',
    details: form.details,
    blueNumber: form.blueNumber,
    billNo: form.billNo,
    remark: `被红冲蓝字数电发票号码：${form.blueNumber} 红字发票信息确认单编号：${form.billNo}`,
  })
  desk.forms.put(form.billId, { ...form, redSerial: red.serial })
  return red
}

export function formList(desk: NuonuoDesk): Json[] {
  return [...desk.forms.values()].map((form) => told(desk, atTime(desk, form)))
}

function formIn(desk: NuonuoDesk, billId: string): RedForm {
  const form = desk.forms.get(billId)
  if (!form) throw new NuonuoError('E9500', '红字确认单不存在')
  return atTime(desk, form)
}

function atTime(desk: NuonuoDesk, form: RedForm): RedForm {
  const over = form.status === '02' && desk.clock.now() > form.billAt + CONFIRM_WITHIN_MS
  return over ? { ...form, status: '07' } : form
}

function told(desk: NuonuoDesk, form: RedForm): Json {
  const blue = desk.invoices.get(form.blueSerial)
  return {
    billId: form.billId,
    billNo: form.status === '15' ? '' : form.billNo,
    billUuid: form.billUuid,
    billStatus: form.status,
    billMessage: form.message,
    ...{ requestStatus: '', applySource: '0', openStatus: form.redSerial === null ? '0' : '1' },
    invoiceSerialNum: form.redSerial,
    orderNo: form.redSerial === null ? null : form.orderNo,
    ...{
      blueInvoiceLine: form.line,
      blueInvoiceNumber: form.blueNumber,
      blueElecInvoiceNumber: form.blueNumber,
    },
    billTime: beijing(form.billAt),
    confirmTime: form.confirmedAt === null ? '' : beijing(form.confirmedAt),
    sellerTaxNo: blue?.seller.taxNum ?? '',
    buyerName: blue?.buyer.name ?? '',
    taxExcludedAmount: signedYuan(sumOf(form.details.map((each) => each.excludedFen))),
    taxAmount: signedYuan(sumOf(form.details.map((each) => each.taxFen))),
    redReason: form.reason,
  }
}
