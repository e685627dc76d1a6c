import { decodedXml, hasDtd } from './xml-text'

export type ActiveProblem =
  | 'workbook-with-macros'
  | 'workbook-with-formulas'
  | 'workbook-with-links'
  | 'workbook-with-dtd'
  | 'workbook-unreadable'

type Found = ActiveProblem | null

const MACRO_PARTS =
  /(^|\/)(vbaProject[^/]*\.bin|vbaData\.xml|activeX\/|macrosheets\/|dialogsheets\/|embeddings\/|ctrlProps\/|customUI\/)/i
const LINK_PARTS = /(^|\/)(externalLinks\/|connections\.xml|queryTables\/)/i

/** The same by what parts call each other: a name is only a name (ECMA-376-1, 12.3; MS-OFFMACRO2, 2.2). */
const MACRO_TYPES =
  /vbaProject|vbaData|macroEnabled|macrosheet|dialogsheet|activeX|oleObject|ctrlProp|customUI|extensibility|attachedToolbars|\/(control|package)$/i
const LINK_TYPES = /externalLink|connections|queryTable|oleLink/i
const TYPES = /\s(?:ContentType|Type)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Elements by their local names, whatever their prefix. */
const element = (names: string) => new RegExp(`<(?:[^\\s<>/:!?]+:)?(?:${names})[\\s>/]`)
const MACRO_ELEMENTS = element('macrosheet|dialogsheet|oleObjects?|controls?|FmlaMacro')
const LINK_ELEMENTS = element(
  'externalLink|externalBook|externalReferences?|ddeLink|oleLink|connections?|queryTable|webPr',
)
const FORMULA_ELEMENTS = element('f|calculatedColumnFormula|totalsRowFormula|calcChain')
/** Drawings of the old kind compute their outlines by elements of the same name. */
const OLD_DRAWING = /^\s*<xml[\s>]/

const NAMES = /<(?:[^\s<>/:!?]+:)?definedName(\s[^<>]*)?>([^<]*)</g
const RULES = /<(?:[^\s<>/:!?]+:)?formula[12]?(?:\s[^<>]*)?>([^<]*)</g
const MACRO_NAME = /\s(?:xlm|function|vbProcedure)\s*=\s*["'](?:1|true)["']|\sname\s*=\s*["'][^"']*auto_\w/i

/** Compound files hold programs and whole documents (MS-CFB, 2.2). */
const COMPOUND = 'd0cf11e0'

/**
 * Why a workbook is none to work with although it can be read: something in it could run, fetch or compute, whatever its
 * parts are called. Each part is looked into, since all but the sheets are handed on as they are.
 */
export function activeProblem(files: ReadonlyMap<string, Uint8Array>): Found {
  for (const name of files.keys()) {
    if (MACRO_PARTS.test(name)) return 'workbook-with-macros'
    if (LINK_PARTS.test(name)) return 'workbook-with-links'
  }
  for (const [name, content] of files) {
    const problem = inPart(name, Buffer.from(content.buffer, content.byteOffset, content.byteLength))
    if (problem) return problem
  }
  return null
}

function inPart(name: string, content: Buffer): Found {
  if (content.subarray(0, 4).toString('hex') === COMPOUND) return 'workbook-with-macros'
  // In UTF-16 the same text would be read by a spreadsheet and not by this.
  if (/^(fffe|feff)/.test(content.subarray(0, 2).toString('hex'))) return 'workbook-unreadable'
  const isXml =
    /^(\uFEFF)?\s*</.test(content.subarray(0, 64).toString('utf8')) || /\.(xml|rels|vml)$/.test(name)
  if (!isXml) return null
  const whole = content.toString('utf8').replace(/^\uFEFF/, '')
  if (hasDtd(whole)) return 'workbook-with-dtd'
  const encoding = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)/i.exec(whole)?.[1] ?? 'utf-8'
  // No spreadsheet writes such sections; in one, words could hide from what is looked for here.
  if (!/^utf-?8$/i.test(encoding) || whole.includes('<![CDATA[') || whole.includes('\0'))
    return 'workbook-unreadable'
  const xml = withoutAsides(whole)
  return xml === null ? 'workbook-unreadable' : inXml(xml)
}

/** Without comments and instructions; null where one has no end, which is looked for once, however often it is missing. */
function withoutAsides(xml: string): string | null {
  const opening = /<!--|<\?/g
  const parts: string[] = []
  let at = 0
  for (let found = opening.exec(xml); found; found = opening.exec(xml)) {
    const close = found[0] === '<?' ? '?>' : '-->'
    const end = xml.indexOf(close, opening.lastIndex)
    if (end < 0) return null
    parts.push(xml.slice(at, found.index))
    at = opening.lastIndex = end + close.length
  }
  return parts.join('') + xml.slice(at)
}

function inXml(xml: string): Found {
  for (const [, double, single] of xml.matchAll(TYPES)) {
    const type = decodedXml(double ?? single ?? '')
    if (MACRO_TYPES.test(type)) return 'workbook-with-macros'
    if (LINK_TYPES.test(type)) return 'workbook-with-links'
  }
  if (/\sTargetMode\s*=\s*["']External/.test(xml)) return 'workbook-with-links'
  if (MACRO_ELEMENTS.test(xml)) return 'workbook-with-macros'
  if (LINK_ELEMENTS.test(xml)) return 'workbook-with-links'
  if (!OLD_DRAWING.test(xml) && FORMULA_ELEMENTS.test(xml)) return 'workbook-with-formulas'
  for (const [, attributes = '', text = ''] of xml.matchAll(NAMES)) {
    if (MACRO_NAME.test(attributes)) return 'workbook-with-macros'
    const problem = inReference(text)
    if (problem) return problem
    if (bare(text).includes('(')) return 'workbook-with-formulas'
  }
  for (const [, text = ''] of xml.matchAll(RULES)) {
    const problem = inReference(text)
    if (problem) return problem
  }
  return null
}

/** What reaches out of a workbook: another workbook's cells, another program by DDE, or a function that fetches or runs. */
function inReference(text: string): Found {
  const reference = bare(text)
  if (/[[|]/.test(reference)) return 'workbook-with-links'
  return /\b(call|register(\.id)?|exec|evaluate|webservice|hyperlink|rtd)\s*\(/i.test(reference)
    ? 'workbook-with-links'
    : null
}

/** Without what stands in quotes: a list's words, and the name of a sheet unless it names another workbook. */
function bare(text: string): string {
  return decodedXml(text)
    .replace(/"[^"]*"/g, '')
    .replace(/'[^'[]*'!/g, '!')
}
