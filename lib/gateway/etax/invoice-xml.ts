import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { parseDay, type Day } from '@/lib/kernel/calendar'
import { parseYuan, type Money } from '@/lib/kernel/money'
import { decodedXml, hasDtd } from './xml-text'

/** What is compared between an issued electronic invoice and the application it answers. */
export type InvoiceXml = {
  number: string
  issuedOn: Day
  buyerName: string
  /** Empty for a natural person. */
  buyerTaxId: string
  totalFen: Money
  taxFen: Money
}

/** Why a file is no electronic invoice, as a message key under `fields`. */
export type InvoiceXmlProblem =
  | 'xml-too-big'
  | 'xml-with-dtd'
  | 'xml-broken'
  | 'xml-no-invoice'
  | 'xml-number'
  | 'xml-date'
  | 'xml-buyer'
  | 'xml-amount'

/** The tax bureau's own files stay below a tenth of this, also with two thousand lines. */
const MOST_CHARACTERS = 4 * 1024 * 1024

// Values stay text: a twenty-digit number would lose its end as a float.
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: false,
  ignoreDeclaration: true,
  removeNSPrefix: true,
})

/**
 * Reads the XML of a fully digital e-invoice (数电票). A file with a DTD is refused unread, so that no entity can name
 * other files or grow; the five entities of XML itself are read.
 */
export function readInvoiceXml(
  xml: string,
): { ok: true; invoice: InvoiceXml } | { ok: false; problem: InvoiceXmlProblem } {
  if (xml.length > MOST_CHARACTERS) return { ok: false, problem: 'xml-too-big' }
  if (hasDtd(xml)) return { ok: false, problem: 'xml-with-dtd' }
  const root = parse(xml)
  if (!root) return { ok: false, problem: 'xml-broken' }
  const invoice = child(root, 'EInvoice')
  if (!invoice) return { ok: false, problem: 'xml-no-invoice' }
  return contentOf(invoice)
}

type Node = Readonly<Record<string, unknown>>

function parse(xml: string): Node | null {
  const text = xml.replace(/^\uFEFF/, '')
  if (XMLValidator.validate(text) !== true) return null
  try {
    return asNode(parser.parse(text))
  } catch {
    return null
  }
}

function asNode(value: unknown): Node | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}

function child(node: Node | null, ...path: readonly string[]): Node | null {
  return path.reduce<Node | null>((at, name) => (at ? asNode(at[name]) : null), node)
}

function textAt(node: Node | null, name: string): string {
  const value = node?.[name]
  return typeof value === 'string' ? decodedXml(value) : ''
}

function contentOf(
  invoice: Node,
): { ok: true; invoice: InvoiceXml } | { ok: false; problem: InvoiceXmlProblem } {
  const supervision = child(invoice, 'TaxSupervisionInfo')
  const buyer = child(invoice, 'EInvoiceData', 'BuyerInformation')
  const basic = child(invoice, 'EInvoiceData', 'BasicInformation')
  const number = textAt(supervision, 'InvoiceNumber')
  if (!/^\d{20}$/.test(number)) return { ok: false, problem: 'xml-number' }
  const issuedOn = parseDay(textAt(supervision, 'IssueTime').slice(0, 10))
  if (!issuedOn) return { ok: false, problem: 'xml-date' }
  const buyerName = textAt(buyer, 'BuyerName')
  if (buyerName === '') return { ok: false, problem: 'xml-buyer' }
  const totalFen = amountAt(basic, 'TotalTax-includedAmount')
  const taxFen = amountAt(basic, 'TotalTaxAm')
  if (totalFen === null || taxFen === null) return { ok: false, problem: 'xml-amount' }
  const buyerTaxId = textAt(buyer, 'BuyerIdNum')
  return { ok: true, invoice: { number, issuedOn, buyerName, buyerTaxId, totalFen, taxFen } }
}

/** A total without tax is written as 0, 0.00 or one of the marks for not taxed. */
function amountAt(node: Node | null, name: string): Money | null {
  const text = textAt(node, name)
  if (name === 'TotalTaxAm' && ['', '***', '不征税', '免税'].includes(text)) return parseYuan('0')
  try {
    return parseYuan(text)
  } catch {
    return null
  }
}
