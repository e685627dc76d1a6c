import { zipSync, type Zippable } from 'fflate'

/** The headers of the tax bureau's batch-import workbook that matter here, with what stands above each. */
const INVOICES: readonly (readonly [header: string, limit: string])[] = [
  ['发票流水号', '必填\n(限20字符)'],
  ['发票类型', '必填'],
  ['特定业务类型', '非必填'],
  ['是否含税', '必填(是/否)'],
  ['受票方自然人标识', '非必填(是/否)'],
  ['购买方名称', '必填'],
  ['购买方纳税人识别号', '专票必填'],
  ['购买方地址', '有条件必填'],
  ['购买方电话', '有条件必填'],
  ['购买方开户银行', '非必填'],
  ['购买方银行账号', '非必填'],
  ['是否展示购买方地址电话银行账号', '非必填'],
  ['备注', '非必填'],
  ['购买方邮箱', '非必填'],
]
const LINES: readonly (readonly [header: string, limit: string])[] = [
  ['发票流水号', '必填'],
  ['项目名称', '必填'],
  ['商品和服务税收编码', '必填'],
  ['规格型号', '非必填'],
  ['金额', '必填'],
  ['税率', '必填'],
  ['是否使用优惠政策', '非必填(是/否)'],
  ['优惠政策类型', '非必填'],
]

type Cell = string | { number: string } | { shared: number } | { formula: string }

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const letters = (column: number) => String.fromCharCode(65 + column)

function cellXml(cell: Cell, column: number, row: number): string {
  const at = `r="${letters(column)}${row}"`
  if (typeof cell === 'string') return `<c ${at} t="inlineStr"><is><t>${escape(cell)}</t></is></c>`
  if ('number' in cell) return `<c ${at}><v>${cell.number}</v></c>`
  if ('shared' in cell) return `<c ${at} t="s"><v>${cell.shared}</v></c>`
  return `<c ${at}><f>${escape(cell.formula)}</f><v>0</v></c>`
}

/** A worksheet of rows from a row on, with a look of its own for each column and something after its rows. */
export function sheetXml(rows: readonly (readonly Cell[])[], firstRow = 1): string {
  const body = rows.map(
    (cells, at) =>
      `<row r="${firstRow + at}">${cells.map((cell, column) => cellXml(cell, column, firstRow + at)).join('')}</row>`,
  )
  return (
    '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<dimension ref="A1"/><cols><col min="1" max="3" style="7"/></cols>' +
    `<sheetData>${body.join('')}</sheetData><dataValidations count="0"/></worksheet>`
  )
}

type Extra = { parts?: Record<string, string | Buffer>; shared?: readonly string[] }

/** A workbook of named sheets. */
export function workbookOf(
  sheets: Readonly<Record<string, string>>,
  { parts = {}, shared = [] }: Extra = {},
): Buffer {
  const names = Object.keys(sheets)
  const files: Record<string, string | Buffer> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="urn:r"><sheets>${names
      .map((name, at) => `<sheet name="${escape(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_name, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${shared.map((text) => `<si><t>${escape(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': '<styleSheet><!-- as the bureau made it --></styleSheet>',
    ...Object.fromEntries(names.map((name, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheets[name] ?? ''])),
    ...parts,
  }
  const zippable: Zippable = {}
  for (const [name, content] of Object.entries(files))
    zippable[name] = typeof content === 'string' ? Buffer.from(content) : content
  return Buffer.from(zipSync(zippable))
}

type Headers = readonly (readonly [header: string, limit: string])[]

const sheetOf = (headers: Headers, more: readonly (readonly Cell[])[] = []) =>
  sheetXml([['notes & hints'], headers.map(([, limit]) => limit), headers.map(([header]) => header), ...more])

type BlankOptions = {
  without?: string
  beside?: readonly [header: string, limit: string]
  filled?: boolean
} & Extra

/** A blank workbook like the tax bureau's; without a column, or with one more. */
export function blankWorkbook({ without, beside, filled, ...extra }: BlankOptions = {}): Buffer {
  const kept = (headers: Headers) => headers.filter(([header]) => header !== without)
  return workbookOf(
    {
      '1-发票基本信息': sheetOf(
        [...kept(INVOICES), ...(beside ? [beside] : [])],
        filled ? [['OLD1', '普通发票']] : [],
      ),
      '2-发票明细信息': sheetOf(kept(LINES)),
      excelVersion: sheetXml([['pt:20260401']], 4),
    },
    extra,
  )
}

/** A list as the tax bureau's platform hands it out: a title, headers, rows. */
export function listWorkbook(headers: readonly string[], rows: readonly (readonly Cell[])[]): Buffer {
  return workbookOf({ Sheet1: sheetXml([['清单'], headers, ...rows]) })
}

export const FAILURE_HEADERS = ['序号', '发票流水号', '导入失败原因'] as const
export const ISSUED_HEADERS = [
  '数电发票号码',
  '销方识别号',
  '购方识别号',
  '购买方名称',
  '开票日期',
  '税额',
  '价税合计',
  '发票状态',
  '是否正数发票',
] as const
