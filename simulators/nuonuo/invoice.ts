export type InvoiceLine = 'bs' | 'pc' | 'es' | 'ec'

/** One line as it stands on the invoice. Amounts are whole fen as digits, negative on a red one. */
export interface Detail {
  goodsName: string
  goodsCode: string
  taxRate: string
  notTaxed: boolean
  excludedFen: string
  taxFen: string
}

export interface Party {
  name: string
  taxNum: string
  address: string
  tel: string
  account: string
}

/**
 * One request and the invoice that comes of it. Statuses are the platform's: 20 issuing, 2 done, 22 failed, 24 not sealed,
 * 31 voiding, 3 voided.
 */
export interface NuonuoInvoice {
  serial: string
  orderNo: string
  colour: 'blue' | 'red'
  line: InvoiceLine
  status: '20' | '2' | '22' | '24' | '31' | '3'
  seller: Party
  buyer: Party
  clerk: string
  remark: string
  details: Detail[]
  callBackUrl: string | null
  /** Real time at which it is issued, at the earliest. */
  dueAt: number
  failCause: string | null
  /** The tax bureau's twenty digits; paper has a printed code and number besides. */
  number: string | null
  code: string | null
  printedNumber: string | null
  issuedAt: number | null
  retries: number
  /** Of a red one: the blue invoice and the form it came from. */
  blueNumber: string | null
  billNo: string | null
  /** What is told and printed instead of what was ordered, while that fault was set. */
  otherwise: 'amount' | 'buyer' | null
}

/** A red-letter confirmation form as the tax bureau keeps it. */
export interface RedForm {
  billId: string
  billNo: string
  billUuid: string
  /** 15 applying, 16 failed, else the tax bureau's 01 to 10. */
  status: string
  message: string
  orderNo: string
  blueSerial: string
  blueNumber: string
  line: InvoiceLine
  reason: string
  details: Detail[]
  waitsForBuyer: boolean
  /** Business time. */
  billAt: number
  confirmedAt: number | null
  redSerial: string | null
}

export function isPaper(line: InvoiceLine): boolean {
  return line === 'es' || line === 'ec'
}

export function isSpecial(line: InvoiceLine): boolean {
  return line === 'bs' || line === 'es'
}
