import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { decodedXml } from './xml-text'

/** A cell as it is written; `number` where Excel keeps it as one, which has destroyed a long number already. */
export type SheetCell = { readonly text: string; readonly number: boolean }

/** A row of a sheet: its number as Excel shows it, and its cells by column, the first one 0. */
export type SheetRow = { readonly row: number; readonly cells: ReadonlyMap<number, SheetCell> }

type Node = Readonly<Record<string, unknown>>

// Values stay text, as in the XML of an invoice: a twenty-digit number would lose its end as a float.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  removeNSPrefix: true,
  isArray: (name) => ['row', 'c', 'r', 'si', 't', 'sheet', 'Relationship'].includes(name),
})

/** Reads XML as nested values; null where it is broken. */
export function readXml(xml: string): Node | null {
  const text = xml.replace(/^\uFEFF/, '')
  if (XMLValidator.validate(text) !== true) return null
  try {
    return asNode(parser.parse(text))
  } catch {
    return null
  }
}

export function asNode(value: unknown): Node | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}

export function nodesAt(node: Node | null, name: string): Node[] {
  const value = node?.[name]
  return Array.isArray(value) ? value.map(asNode).filter((one) => one !== null) : []
}

export function attributeOf(node: Node, name: string): string {
  const value = node[`@${name}`]
  return typeof value === 'string' ? decodedXml(value) : ''
}

/** The texts that cells share, by their position. */
export function sharedTexts(xml: string): string[] | null {
  const root = readXml(xml)
  return root && nodesAt(asNode(root['sst']), 'si').map(textOf)
}

/** The rows of a worksheet that hold anything. Null where it cannot be read. */
export function readRows(xml: string, shared: readonly string[], mostRows: number): SheetRow[] | null {
  const sheet = asNode(readXml(xml)?.['worksheet'])
  if (!sheet) return null
  const rows: SheetRow[] = []
  for (const node of nodesAt(asNode(sheet['sheetData']), 'row')) {
    const row = Number(attributeOf(node, 'r')) || (rows.at(-1)?.row ?? 0) + 1
    const cells = cellsOf(node, shared)
    if (cells.size > 0) rows.push({ row, cells })
    if (rows.length > mostRows) return null
  }
  return rows
}

function cellsOf(row: Node, shared: readonly string[]): Map<number, SheetCell> {
  const cells = new Map<number, SheetCell>()
  let column = 0
  for (const cell of nodesAt(row, 'c')) {
    const letters = /^[A-Z]+/.exec(attributeOf(cell, 'r'))?.[0]
    if (letters) column = columnOf(letters)
    const read = readCell(cell, shared)
    if (read.text !== '') cells.set(column, read)
    column++
  }
  return cells
}

function readCell(cell: Node, shared: readonly string[]): SheetCell {
  const type = attributeOf(cell, 't')
  if (type === 'inlineStr') return { text: textOf(asNode(cell['is']) ?? {}), number: false }
  const value = decodedXml(String(typeof cell['v'] === 'string' ? cell['v'] : ''))
  if (type === 's') return { text: shared[Number(value)] ?? '', number: false }
  return { text: value, number: type === '' || type === 'n' }
}

/** A text, whole or in runs of different looks; how it is pronounced is no part of it. */
function textOf(node: Node): string {
  return [...textsAt(node), ...nodesAt(node, 'r').flatMap(textsAt)]
    .map((text) => (typeof text === 'string' ? text : asNode(text)?.['#text']))
    .map((text) => decodedXml(typeof text === 'string' ? text : ''))
    .join('')
}

function textsAt(node: Node): unknown[] {
  return Array.isArray(node['t']) ? (node['t'] as unknown[]) : []
}

/** A → 0, Z → 25, AA → 26. */
export function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

export function lettersOf(column: number): string {
  const rest = Math.floor(column / 26)
  return `${rest > 0 ? lettersOf(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`
}
