import { openZip } from '../files/open-zip'
import { activeProblem, type ActiveProblem } from './active-parts'
import { asNode, attributeOf, nodesAt, readRows, readXml, sharedTexts, type SheetRow } from './sheet'

/** Why a file is no workbook to work with, as a message key under `fields`. */
export type WorkbookProblem =
  | 'workbook-html'
  | 'workbook-csv'
  | 'workbook-xls'
  | 'workbook-locked'
  | 'workbook-not-xlsx'
  | 'workbook-too-large'
  | ActiveProblem

export type Workbook = {
  /** Every part by its name. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Sheet names to the names of their parts, in order. */
  readonly sheets: ReadonlyMap<string, string>
  readonly shared: readonly string[]
}

export type OpenedWorkbook = { ok: true; workbook: Workbook } | { ok: false; problem: WorkbookProblem }

/**
 * Opens an XLSX by its content alone. What could run, fetch or compute is refused: a workbook with macros, formulas,
 * embedded objects, links to elsewhere or entities of its own.
 */
export function openWorkbook(bytes: Uint8Array): OpenedWorkbook {
  const other = otherKind(bytes)
  if (other) return { ok: false, problem: other }
  const zip = openZip(bytes)
  if (!zip.ok) return { ok: false, problem: zipProblems[zip.problem] }
  const { files } = zip
  if (!files.has('xl/workbook.xml')) return { ok: false, problem: 'workbook-not-xlsx' }
  const problem = activeProblem(files)
  if (problem) return { ok: false, problem }
  const sheets = sheetsOf(files)
  const shared = files.has('xl/sharedStrings.xml') ? sharedTexts(textAt(files, 'xl/sharedStrings.xml')) : []
  if (!sheets || !shared) return { ok: false, problem: 'workbook-unreadable' }
  return { ok: true, workbook: { files, sheets, shared } }
}

const zipProblems = {
  'zip-unreadable': 'workbook-unreadable',
  'zip-locked': 'workbook-locked',
  'zip-too-large': 'workbook-too-large',
} as const

/** Names what a file is that begins like no archive. */
function otherKind(bytes: Uint8Array): WorkbookProblem | null {
  const head = Buffer.from(bytes.subarray(0, 4096))
  const signature = head.subarray(0, 4).toString('hex')
  if (signature === '504b0304') return null
  // The compound files of old Excel hold a locked XLSX as well, under this name (MS-OFFCRYPTO, 2.3).
  if (signature === 'd0cf11e0')
    return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? 'workbook-locked'
      : 'workbook-xls'
  const text = head.toString('latin1').trimStart()
  if (/^(\xef\xbb\xbf)?\s*<(!doctype|html|table|\?xml|meta)/i.test(text)) return 'workbook-html'
  return !text.includes('\0') && /[,\t;]/.test(text) ? 'workbook-csv' : 'workbook-not-xlsx'
}

export function textAt(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  return Buffer.from(files.get(name) ?? []).toString('utf8')
}

/** Sheet names with the parts they are kept in, by the relationships of the workbook. */
function sheetsOf(files: ReadonlyMap<string, Uint8Array>): Map<string, string> | null {
  const relations = readXml(textAt(files, 'xl/_rels/workbook.xml.rels'))
  const workbook = asNode(readXml(textAt(files, 'xl/workbook.xml'))?.['workbook'])
  if (!relations || !workbook) return null
  const targets = new Map(
    nodesAt(asNode(relations['Relationships']), 'Relationship').map((node) => [
      attributeOf(node, 'Id'),
      attributeOf(node, 'Target').replace(/^\/?(xl\/)?/, 'xl/'),
    ]),
  )
  const sheets = new Map<string, string>()
  for (const node of nodesAt(asNode(workbook['sheets']), 'sheet')) {
    const part = targets.get(attributeOf(node, 'id'))
    if (part && files.has(part)) sheets.set(attributeOf(node, 'name'), part)
  }
  return sheets.size > 0 ? sheets : null
}

/** The rows of a sheet by its name; null where there is none or it cannot be read. */
export function rowsOf(
  { files, sheets, shared }: Workbook,
  sheet: string,
  mostRows = 10_000,
): SheetRow[] | null {
  const part = sheets.get(sheet)
  return part ? readRows(textAt(files, part), shared, mostRows) : null
}
