/** Marks a file as UTF-8 for Excel, which would read Chinese in the machine's own code page otherwise. */
export const BYTE_ORDER_MARK = '\ufeff'

/** OWASP, "CSV Injection": what a spreadsheet runs as a formula. The last four are the full-width forms. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
/** Where a spreadsheet of a language that separates cells otherwise would begin another cell, with a formula. */
const FORMULA_WITHIN = /([;\t])(?=[=+\-@＝＋－＠])/g
/** What a spreadsheet would show as a number with other digits: beyond 11 of them, with a leading 0, or like 2E8. */
const LONG_NUMBER = /^(?:\d{12,}|0\d+|\d+[eE]\d+)$/
/** RFC 4180, section 2: what must stand in quotes. */
const QUOTED = /[",\r\n]/
/** Any of them, asked once, since most texts are none. */
const SPECIAL = new RegExp([FORMULA, FORMULA_WITHIN, LONG_NUMBER, QUOTED].map((one) => one.source).join('|'))

/** A text: kept as text by a leading apostrophe where a spreadsheet would take it for a formula or a number. */
export function textCell(text: string | null): string {
  if (text === null) return ''
  if (!SPECIAL.test(text)) return text
  const begun = FORMULA.test(text) || LONG_NUMBER.test(text) ? `'${text}` : text
  const kept = begun.replaceAll(FORMULA_WITHIN, "$1'")
  return QUOTED.test(kept) ? `"${kept.replaceAll('"', '""')}"` : kept
}

/** The cell of a word out of few, a status say: asked for once, since a translation costs more than a whole row. */
export function wordCell<Word extends string>(say: (word: Word) => string): (word: Word | null) => string {
  const cells = new Map<Word, string>()
  return (word) => {
    if (word === null) return ''
    let cell = cells.get(word)
    if (cell === undefined) cells.set(word, (cell = textCell(say(word))))
    return cell
  }
}

/** An amount given as digits of fen, as plain yuan: "-5" becomes "-0.05". */
export function amountCell(fen: string | null): string {
  if (fen === null) return ''
  const sign = fen.startsWith('-') ? '-' : ''
  const digits = fen.slice(sign.length).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** A moment as the database writes it, to the second; its zone stands in the header. */
export function momentCell(moment: string | null): string {
  return moment === null ? '' : moment.slice(0, 19)
}

/** A column: its header in the person's language, and its cell as the functions of this file write cells. */
export type ExportColumn<Row> = { header: string; cell: (row: Row) => string }

/** Writes records of RFC 4180. One of a million of them is no place for an array. */
export function recordWriter<Row>(columns: readonly ExportColumn<Row>[]): (row: Row) => string {
  const [first, ...others] = columns
  return (row) => {
    let record = first?.cell(row) ?? ''
    for (const column of others) record += `,${column.cell(row)}`
    return `${record}\r\n`
  }
}

export function headerRecord(columns: readonly ExportColumn<never>[]): string {
  return `${columns.map((column) => textCell(column.header)).join(',')}\r\n`
}
