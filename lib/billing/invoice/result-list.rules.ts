import { addDays, parseDay, type Day } from '@/lib/kernel/calendar'
import { fen, parseYuan, type Money } from '@/lib/kernel/money'
import { normalizedHeader } from './workbook.rules'

/** A cell as a list has it; `number` where it is kept as one, which a long number does not survive. */
type Cell = { readonly text: string; readonly number: boolean }
export type ListRow = { readonly row: number; readonly cells: ReadonlyMap<number, Cell> }

/** Under which headers the tax bureau's lists and their earlier editions say the same thing. */
const ALIASES = {
  requestNo: ['发票流水号', '流水号', '单据编号'],
  reason: ['导入失败原因', '失败原因', '错误原因', '异常原因'],
  number: ['数电发票号码', '数电票号码', '全电发票号码', '发票号码'],
  issuedOn: ['开票日期', '开票时间'],
  total: ['价税合计', '价税合计金额', '含税金额'],
  tax: ['税额', '合计税额'],
  buyerTaxId: ['购方识别号', '购买方识别号', '购买方纳税人识别号', '购方税号', '购买方税号'],
  buyerName: ['购买方名称', '购方名称', '购方企业名称'],
  sellerTaxId: ['销方识别号', '销售方识别号', '销方税号', '销售方纳税人识别号'],
  positive: ['是否正数发票'],
  state: ['发票状态'],
} as const satisfies Record<string, readonly string[]>

type Field = keyof typeof ALIASES

export type FailedRow = { row: number; requestNo: string; reason: string }

export type IssuedRow = {
  row: number
  /** Empty where the list does not say. */
  requestNo: string
  number: string
  issuedOn: Day
  totalFen: Money
  taxFen: Money | null
  buyerTaxId: string
  buyerName: string
  sellerTaxId: string
}

/** Why one row of a list is left alone, as a message key under `admin.workbook.outcome`. */
export type RowProblem = 'row-number' | 'row-day' | 'row-amount' | 'row-buyer' | 'row-red' | 'row-request'

export type ResultList =
  | { kind: 'failures'; rows: FailedRow[]; skipped: { row: number; problem: RowProblem }[] }
  | { kind: 'issued'; rows: IssuedRow[]; skipped: { row: number; problem: RowProblem }[] }

export type ListProblem = 'list-unknown' | 'list-empty' | 'list-mangled' | 'list-too-long'

/** The longest that the bureau's own query exports at once. */
export const MOST_ROWS = 5_000
/** Where the header may stand: titles and notes come before it. */
const HEADER_WITHIN = 12

/** Reads the list of what failed to import, or of what was issued; the two are told apart by their headers. */
export function readResultList(
  rows: readonly ListRow[],
): { ok: true; list: ResultList } | { ok: false; problem: ListProblem } {
  const header = headerOf(rows)
  if (!header) return { ok: false, problem: 'list-unknown' }
  const content = rows.filter(({ row }) => row > header.row)
  if (content.length === 0) return { ok: false, problem: 'list-empty' }
  if (content.length > MOST_ROWS) return { ok: false, problem: 'list-too-long' }
  if (content.some((row) => isMangled(row, header.columns))) return { ok: false, problem: 'list-mangled' }
  return {
    ok: true,
    list: header.columns.has('reason') ? readFailures(content, header) : readIssued(content, header),
  }
}

type Header = { row: number; columns: ReadonlyMap<Field, number> }

function headerOf(rows: readonly ListRow[]): Header | null {
  for (const { row, cells } of rows.slice(0, HEADER_WITHIN)) {
    const texts = new Map([...cells].map(([column, { text }]) => [normalizedHeader(text), column]))
    const columns = new Map<Field, number>()
    for (const [field, aliases] of Object.entries(ALIASES) as [Field, readonly string[]][]) {
      const alias = aliases.find((name) => texts.has(name))
      if (alias) columns.set(field, texts.get(alias) ?? 0)
    }
    const failures = columns.has('reason') && columns.has('requestNo')
    const issued = (['number', 'issuedOn', 'total', 'buyerName'] as const).every((field) =>
      columns.has(field),
    )
    if (failures || issued) return { row, columns }
  }
  return null
}

const LONG: readonly Field[] = ['requestNo', 'number', 'buyerTaxId', 'sellerTaxId']

/** Excel keeps fifteen digits of a number and shows the rest as zeros, or all of it as 6.22E+18. */
function isMangled({ cells }: ListRow, columns: ReadonlyMap<Field, number>): boolean {
  return LONG.some((field) => {
    const cell = cells.get(columns.get(field) ?? -1)
    if (!cell) return false
    return /^\d(\.\d+)?E\+?\d+$/i.test(cell.text.trim()) || (cell.number && cell.text.length > 15)
  })
}

const textIn = ({ cells }: ListRow, { columns }: Header, field: Field): string =>
  (cells.get(columns.get(field) ?? -1)?.text ?? '').normalize('NFKC').trim()

function readFailures(rows: readonly ListRow[], header: Header): ResultList {
  const read: FailedRow[] = []
  const skipped: { row: number; problem: RowProblem }[] = []
  for (const row of rows) {
    const requestNo = textIn(row, header, 'requestNo')
    const reason = (row.cells.get(header.columns.get('reason') ?? -1)?.text ?? '').replace(/\s+/g, ' ').trim()
    // A row without a reason is one that did not fail.
    if (reason === '') continue
    if (/^[0-9A-Z]{1,20}$/.test(requestNo)) read.push({ row: row.row, requestNo, reason })
    else skipped.push({ row: row.row, problem: 'row-request' })
  }
  return { kind: 'failures', rows: read, skipped }
}

function readIssued(rows: readonly ListRow[], header: Header): ResultList {
  const read: IssuedRow[] = []
  const skipped: { row: number; problem: RowProblem }[] = []
  for (const row of rows) {
    const found = readIssuedRow(row, header)
    if (typeof found === 'string') skipped.push({ row: row.row, problem: found })
    else read.push(found)
  }
  return { kind: 'issued', rows: read, skipped }
}

function readIssuedRow(row: ListRow, header: Header): IssuedRow | RowProblem {
  const text = (field: Field) => textIn(row, header, field)
  const number = text('number')
  if (!/^\d{20}$/.test(number)) return 'row-number'
  const totalFen = amountIn(text('total'))
  if (totalFen === null) return 'row-amount'
  if (totalFen <= 0n || text('positive') === '否' || /红冲|作废/.test(text('state'))) return 'row-red'
  const issuedOn = dayIn(text('issuedOn'))
  if (!issuedOn) return 'row-day'
  const buyerName = (row.cells.get(header.columns.get('buyerName') ?? -1)?.text ?? '').trim()
  if (buyerName === '') return 'row-buyer'
  return {
    row: row.row,
    requestNo: text('requestNo').toUpperCase(),
    number,
    issuedOn,
    totalFen,
    taxFen: amountIn(text('tax')),
    buyerTaxId: text('buyerTaxId').toUpperCase(),
    buyerName,
    sellerTaxId: text('sellerTaxId').toUpperCase(),
  }
}

/** 1,680.32 or ¥1680.3. A number of Excel's may have grown a tail that is no part of it: 1680.3199999999999. */
function amountIn(text: string): Money | null {
  const plain = text.replace(/[,¥￥\s]/g, '')
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(plain)
  if (!match) return null
  const [, sign = '', whole = '', decimals = ''] = match
  if (decimals.length <= 2) return parseYuan(plain)
  if (!/^\d{2}(0{6}|9{6})/.test(decimals.padEnd(8, '0'))) return null
  const up = decimals.charAt(2) === '9' ? 1n : 0n
  const cents = BigInt(`${whole}${decimals.slice(0, 2)}`) + up
  return fen(sign === '-' ? -cents : cents)
}

/** 2026-11-30, 2026/11/30 or 2026年11月30日, with or without a time; or the days since 1899-12-30 that Excel counts. */
function dayIn(text: string): Day | null {
  const written = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(text)
  if (written) {
    const [, year = '', month = '', day = ''] = written
    return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  }
  const compact = /^(20\d{2})(\d{2})(\d{2})$/.exec(text)
  if (compact) return parseDay(compact.slice(1).join('-'))
  return /^[45]\d{4}(\.\d+)?$/.test(text) ? addDays('1899-12-30' as Day, Math.floor(Number(text))) : null
}
