import 'server-only'
import { openWorkbook, rowsOf, type Workbook } from '@/lib/gateway/etax/open-workbook'
import { InvalidInput } from '@/lib/kernel/refusal'
import { FIRST_ROW, HEADER_ROW, readHeaders, SHEETS, type Columns, type SheetPart } from './workbook.rules'

export type Template = { workbook: Workbook; columns: Readonly<Record<SheetPart, Columns>> }

/** The tax bureau's blank workbook, known by its content. Throws what is wrong with it, naming sheet or header. */
export function readTemplate(content: Uint8Array): Template {
  const opened = openWorkbook(content)
  if (!opened.ok) throw new InvalidInput({ file: opened.problem })
  const { workbook } = opened
  return {
    workbook,
    columns: { invoices: columnsOf(workbook, 'invoices'), lines: columnsOf(workbook, 'lines') },
  }
}

function columnsOf(workbook: Workbook, part: SheetPart): Columns {
  const sheet = SHEETS[part]
  if (!workbook.sheets.has(sheet)) throw new InvalidInput({ file: 'workbook-sheet-missing' }, { sheet })
  const rows = rowsOf(workbook, sheet)
  if (!rows) throw new InvalidInput({ file: 'workbook-unreadable' })
  if (rows.some(({ row }) => row >= FIRST_ROW)) throw new InvalidInput({ file: 'workbook-not-blank' })
  const [limits, headers] = [HEADER_ROW - 1, HEADER_ROW].map((at) => rows.find(({ row }) => row === at))
  const cells = [...(headers?.cells ?? [])].map(([column, { text }]) => ({
    column,
    text,
    limit: limits?.cells.get(column)?.text ?? '',
  }))
  const read = readHeaders(part, cells)
  if (!read.ok) throw new InvalidInput({ file: read.problem }, { sheet, header: read.header })
  return read.columns
}
