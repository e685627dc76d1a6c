import { zipSync, type Zippable } from 'fflate'
import { textAt, type Workbook } from './open-workbook'
import { lettersOf } from './sheet'
import { encodedXml } from './xml-text'

/** What a sheet is filled with: texts by column, one row after the other. */
export type SheetFill = { sheet: string; firstRow: number; rows: readonly ReadonlyMap<number, string>[] }

// Fixed, so that the same content makes the same file; a ZIP knows no earlier day.
const MOMENT = new Date(1980, 0, 1)

/**
 * Writes texts into sheets of a workbook and leaves every other part of it byte for byte as it is, and so the sheet
 * before and after its rows. Null where a sheet is written in a way that rows cannot be put into.
 */
export function fillWorkbook(workbook: Workbook, fills: readonly SheetFill[]): Uint8Array | null {
  const files = new Map(workbook.files)
  for (const fill of fills) {
    const part = workbook.sheets.get(fill.sheet)
    const filled = part ? fillSheet(textAt(files, part), fill) : null
    if (!part || filled === null) return null
    files.set(part, Buffer.from(filled))
  }
  const zippable: Zippable = {}
  for (const [name, content] of files) zippable[name] = [content, { mtime: MOMENT, level: 6 }]
  return zipSync(zippable)
}

const ROW = /<row\b[^>]*?(?:\/>|>[\s\S]*?<\/row>)/g

/** Rows from the first on that hold nothing make room; a row that holds something is never written over. */
function fillSheet(xml: string, { firstRow, rows }: SheetFill): string | null {
  const open = /<sheetData\s*(\/)?>/.exec(xml)
  if (!open) return null
  const start = open.index + open[0].length
  const end = open[1] ? start : xml.indexOf('</sheetData>', start)
  if (end < 0) return null
  const body = xml.slice(start, end)
  const kept: string[] = []
  for (const [row] of body.matchAll(ROW)) {
    if (Number(/\br="(\d+)"/.exec(row)?.[1] ?? '0') < firstRow) kept.push(row)
    else if (/<(v|t|is)[\s>]/.test(row)) return null
  }
  // What stands between the rows is line breaks at most; anything else is no sheet as we know it.
  if (body.replace(ROW, '').trim() !== '') return null
  const styles = columnStyles(xml.slice(0, open.index))
  const added = rows.map((cells, at) => rowXml(firstRow + at, cells, styles))
  const separator = body.startsWith('\n') ? '\n' : ''
  const all = [...kept, ...added].map((row) => `${separator}${row}`).join('')
  const head = xml.slice(0, open.index)
  const tail = open[1] ? xml.slice(start) : xml.slice(end + '</sheetData>'.length)
  return `${head}<sheetData>${all}${separator}</sheetData>${tail}`
}

function rowXml(
  row: number,
  cells: ReadonlyMap<number, string>,
  styles: ReadonlyMap<number, string>,
): string {
  const written = [...cells]
    .filter(([, text]) => text !== '')
    .sort(([a], [b]) => a - b)
    .map(([column, text]) => {
      const style = styles.get(column)
      const look = style === undefined ? '' : ` s="${style}"`
      return `<c r="${lettersOf(column)}${row}"${look} t="inlineStr"><is><t xml:space="preserve">${encodedXml(text)}</t></is></c>`
    })
  return `<row r="${row}">${written.join('')}</row>`
}

/** The look that a sheet gives the cells of a column that have none of their own: text, in the bureau's workbook. */
function columnStyles(head: string): Map<number, string> {
  const styles = new Map<number, string>()
  for (const [column] of head.matchAll(/<col\b[^>]*>/g)) {
    const [min, max, style] = ['min', 'max', 'style'].map(
      (name) => new RegExp(`\\b${name}="(\\d+)"`).exec(column)?.[1],
    )
    if (!min || !max || !style) continue
    for (let at = Number(min); at <= Math.min(Number(max), 256); at++) styles.set(at - 1, style)
  }
  return styles
}
