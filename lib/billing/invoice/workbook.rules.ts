import { formatYuan } from '@/lib/kernel/money'
import { isSpecial, NOT_TAXED, type InvoiceKind } from './kind.rules'
import type { TitleSnapshot } from './snapshot.rules'

/** The workbook itself says so (its notes of 2026-04): rows 4 to 1001, and it fails beyond 2,000 lines. */
export const MOST_INVOICES = 998
export const MOST_LINES = 2_000
export const HEADER_ROW = 3
export const FIRST_ROW = 4

export const SHEETS = { invoices: '1-发票基本信息', lines: '2-发票明细信息' } as const
export type SheetPart = keyof typeof SHEETS

/** What is written into each sheet, by header; those that a workbook may not be without come first. */
const WRITTEN: Readonly<Record<SheetPart, { always: readonly string[]; ifThere: readonly string[] }>> = {
  invoices: {
    always: [
      '发票流水号',
      '发票类型',
      '是否含税',
      '购买方名称',
      '购买方纳税人识别号',
      '受票方自然人标识',
      '备注',
    ],
    ifThere: [
      '购买方地址',
      '购买方电话',
      '购买方开户银行',
      '购买方银行账号',
      '是否展示购买方地址电话银行账号',
      '购买方邮箱',
    ],
  },
  lines: {
    always: ['发票流水号', '项目名称', '商品和服务税收编码', '金额', '税率'],
    ifThere: ['是否使用优惠政策', '优惠政策类型'],
  },
}

/** A header as it is compared: without blanks, stars and brackets of another width. */
export function normalizedHeader(text: string): string {
  return text.normalize('NFKC').replace(/[\s*]/g, '')
}

/** A header of the workbook, and what stands above it about what it takes. */
export type HeaderCell = { column: number; text: string; limit: string }

export type Columns = ReadonlyMap<string, number>

export type HeaderReading =
  | { ok: true; columns: Columns }
  | { ok: false; problem: 'workbook-header-missing' | 'workbook-header-unknown'; header: string }

/**
 * Finds the columns of a sheet by what stands in its third row: the bureau moves them with every edition. A header that
 * is needed and absent is named, and so is one that has to be filled and is not known here.
 */
export function readHeaders(part: SheetPart, cells: readonly HeaderCell[]): HeaderReading {
  const { always, ifThere } = WRITTEN[part]
  const columns = new Map<string, number>()
  for (const { column, text } of cells) {
    const header = normalizedHeader(text)
    if (!columns.has(header)) columns.set(header, column)
  }
  const missing = always.find((header) => !columns.has(normalizedHeader(header)))
  if (missing) return { ok: false, problem: 'workbook-header-missing', header: missing }
  const known = new Set([...always, ...ifThere].map(normalizedHeader))
  const unknown = cells.find((cell) => isMandatory(cell) && !known.has(normalizedHeader(cell.text)))
  if (unknown)
    return { ok: false, problem: 'workbook-header-unknown', header: normalizedHeader(unknown.text) }
  return { ok: true, columns }
}

/** A star in the header, or "必填" at the head of what stands above it. 有条件必填 and 专票必填 depend on the invoice. */
function isMandatory({ text, limit }: HeaderCell): boolean {
  return /[*＊]/.test(text) || /^\s*必填/.test(limit)
}

/** An invoice that goes into a workbook. */
export type WorkbookInvoice = {
  requestNo: string
  kind: InvoiceKind
  title: TitleSnapshot
  email: string
  remark: string
  lines: readonly { name: string; taxCode: string; taxTreatment: string; amountFen: string }[]
}

type Texts = Readonly<Record<string, string>>

/** What an invoice puts into the first sheet. Amounts include tax, so the bureau computes it as we did, line by line. */
export function invoiceTexts({ requestNo, kind, title, email, remark }: WorkbookInvoice): Texts {
  const { registeredAddress: address, registeredPhone: phone, bankName: bank, bankAccount: account } = title
  return {
    发票流水号: requestNo,
    发票类型: isSpecial(kind) ? '增值税专用发票' : '普通发票',
    是否含税: '是',
    受票方自然人标识: title.kind === 'individual' ? '是' : '否',
    购买方名称: title.name,
    购买方纳税人识别号: title.taxpayerId ?? '',
    购买方地址: address ?? '',
    购买方电话: phone ?? '',
    购买方开户银行: bank ?? '',
    购买方银行账号: account ?? '',
    是否展示购买方地址电话银行账号: shownOf(Boolean(address ?? phone), Boolean(bank ?? account)),
    备注: remark,
    购买方邮箱: email,
  }
}

/** The exact words that the workbook's list offers. */
function shownOf(place: boolean, bank: boolean): string {
  if (place && bank) return '展示地址、电话、开户银行及银行账号'
  if (place) return '展示地址、电话'
  return bank ? '展示开户银行、银行账号' : ''
}

/** What an invoice puts into the second sheet, a row a line. */
export function lineTexts({ requestNo, lines }: WorkbookInvoice): Texts[] {
  return lines.map(({ name, taxCode, taxTreatment, amountFen }) => ({
    发票流水号: requestNo,
    项目名称: name,
    商品和服务税收编码: taxCode,
    金额: formatYuan(BigInt(amountFen)),
    税率: taxTreatment === NOT_TAXED ? '0' : taxTreatment,
    ...(taxTreatment === NOT_TAXED ? { 是否使用优惠政策: '是', 优惠政策类型: '不征税' } : {}),
  }))
}

/** Texts by header to texts by column. A text whose header the workbook does not have is an error of its reader. */
export function placed(texts: Texts, columns: Columns): Map<number, string> {
  const cells = new Map<number, string>()
  for (const [header, text] of Object.entries(texts)) {
    const column = columns.get(normalizedHeader(header))
    if (column !== undefined) cells.set(column, text)
  }
  return cells
}

/** Whether a workbook has the columns by which it is told that something lies outside the tax. */
export function takesNotTaxed(columns: Columns): boolean {
  return WRITTEN.lines.ifThere.every((header) => columns.has(normalizedHeader(header)))
}

/** As many invoices, in their order, as one workbook takes. */
export function fitting<Invoice extends Pick<WorkbookInvoice, 'lines'>>(
  waiting: readonly Invoice[],
): Invoice[] {
  let lines = 0
  return waiting.slice(0, MOST_INVOICES).filter((invoice) => {
    if (lines + invoice.lines.length > MOST_LINES) return false
    lines += invoice.lines.length
    return true
  })
}
