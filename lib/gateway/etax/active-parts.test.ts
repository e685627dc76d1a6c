import { describe, expect, test } from 'vitest'
import { blankWorkbook } from '@/tests/support/workbook'
import { openWorkbook } from './open-workbook'

const problemOf = (parts: Record<string, string | Buffer>) => {
  const opened = openWorkbook(blankWorkbook({ parts }))
  return opened.ok ? null : opened.problem
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const sheet = (cell: string) =>
  `<?xml version="1.0"?><worksheet ${MAIN}><sheetData><row r="1"><c r="A1">${cell}</c></row></sheetData></worksheet>`
const named = (attributes: string, text: string) =>
  `<workbook ${MAIN}><sheets><sheet name="1-发票基本信息" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName ${attributes}>${text}</definedName></definedNames></workbook>`
const rule = (text: string) =>
  `<worksheet ${MAIN}><sheetData/><dataValidations><dataValidation><formula1>${text}</formula1></dataValidation></dataValidations></worksheet>`
const relation = (type: string) =>
  `<Relationships><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="x.xml"/></Relationships>`

describe('a formula is found wherever it stands', () => {
  test.each([
    ['in a sheet of another folder', { 'xl/other/one.xml': sheet('<f>1+1</f>') }],
    ['in a sheet of another ending', { 'xl/other/one.dat': sheet('<f>1+1</f>') }],
    ['under a prefix', { 'xl/other/one.xml': sheet('<x:f xmlns:x="main">1+1</x:f>') }],
    ['under a prefix of other letters', { 'xl/other/one.xml': sheet('<发:f>1+1</发:f>') }],
    ['under the prefix of drawings', { 'xl/other/one.xml': sheet('<v:f>1+1</v:f>') }],
    ['shared with another cell', { 'xl/other/one.xml': sheet('<f t="shared" si="0"/>') }],
    [
      'in a column of a table',
      { 'xl/tables/table1.xml': '<table><calculatedColumnFormula>1</calculatedColumnFormula></table>' },
    ],
    ['behind a byte order mark', { 'xl/other/one.xml': `\uFEFF${sheet('<f>1+1</f>')}` }],
    ['behind a name', { 'xl/workbook.xml': named('name="x"', 'OFFSET(a!$A$1,0,0)') }],
    ['in the order they are computed in', { 'xl/calcChain.xml': '<calcChain><c r="A1"/></calcChain>' }],
  ])('%s', (_where, parts) => {
    expect(problemOf(parts)).toBe('workbook-with-formulas')
  })
})

describe('a macro is found whatever it is called', () => {
  test.each([
    ['a project of another name', { 'xl/x.bin': Buffer.from('d0cf11e0a1b11ae1', 'hex') }],
    [
      'a type of content',
      {
        '[Content_Types].xml':
          '<Types><Override PartName="/xl/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
      },
    ],
    [
      'a workbook that may hold macros',
      {
        '[Content_Types].xml':
          '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      },
    ],
    ['a relation, its word by number', { 'xl/_rels/x.xml.rels': relation('vba&#80;roject') }],
    [
      'a sheet of macros',
      {
        'xl/worksheets/sheet9.xml': `<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"/>`,
      },
    ],
    ['a sheet of dialogs', { 'xl/worksheets/sheet9.xml': `<dialogsheet ${MAIN}/>` }],
    [
      'an embedded object',
      { 'xl/worksheets/sheet9.xml': `<worksheet ${MAIN}><oleObjects><oleObject/></oleObjects></worksheet>` },
    ],
    ['an embedded document', { 'xl/worksheets/_rels/sheet1.xml.rels': relation('package') }],
    [
      'a button',
      {
        'xl/drawings/vml1.vml':
          '<xml><v:shape><x:ClientData><x:FmlaMacro>[0]!a</x:FmlaMacro></x:ClientData></v:shape></xml>',
      },
    ],
    ['a name that runs by itself', { 'xl/workbook.xml': named('name="_xlnm.Auto_Open"', 'a!$A$1') }],
    ['a name of a function', { 'xl/workbook.xml': named('name="x" function="1"', 'a!$A$1') }],
  ])('%s', (_what, parts) => {
    expect(problemOf(parts)).toBe('workbook-with-macros')
  })
})

describe('a link to elsewhere is found', () => {
  test.each([
    ['in a part of another name', { 'xl/x.xml': '<externalLink><externalBook/></externalLink>' }],
    ['by a relation', { 'xl/_rels/x.xml.rels': relation('externalLink') }],
    ['to another program', { 'xl/x.xml': '<ddeLink ddeService="cmd" ddeTopic="/c calc"/>' }],
    ['to another program by name', { 'xl/workbook.xml': named('name="x"', "cmd|'/c calc'!A0") }],
    [
      'to another program, its sign by number',
      { 'xl/workbook.xml': named('name="x"', "cmd&#124;'/c calc'!A0") },
    ],
    ['to another program behind a comment', { 'xl/workbook.xml': named('name="x"', "a<!-- -->b|'/c'!A0") }],
    ['to another workbook by name', { 'xl/workbook.xml': named('name="x"', '[1]a!$A$1') }],
    ['to another workbook’s file', { 'xl/workbook.xml': named('name="x"', "'C:\\[b.xlsx]a'!$A$1") }],
    ['in a rule of a cell', { 'xl/worksheets/sheet9.xml': rule('[2]a!$A$1:$A$3') }],
    ['that a rule fetches', { 'xl/worksheets/sheet9.xml': rule('WEBSERVICE(a!$A$1)') }],
    ['in what it is fed from', { 'xl/x.xml': '<connections><connection id="1"/></connections>' }],
  ])('%s', (_where, parts) => {
    expect(problemOf(parts)).toBe('workbook-with-links')
  })
})

describe('what could hide from being looked for is refused', () => {
  test.each([
    ['another encoding', { 'xl/x.xml': '<?xml version="1.0" encoding="UTF-7"?><a/>' }],
    ['a section that is not looked into', { 'xl/x.xml': '<a><![CDATA[<f>]]></a>' }],
    ['two bytes a character', { 'xl/x.xml': Buffer.from('<a/>', 'utf16le') }],
    ['the same with its mark', { 'xl/x.xml': Buffer.from('\uFEFF<a/>', 'utf16le') }],
  ])('%s', (_what, parts) => {
    expect(problemOf(parts)).toBe('workbook-unreadable')
  })
})

test('what the tax bureau’s own workbook has is none of these', () => {
  const parts = {
    'xl/worksheets/sheet9.xml': rule('"是,否|或 [1]"'),
    'xl/worksheets/sheet8.xml': rule('xzqhdm!$A$1:$A$2902'),
    'xl/worksheets/sheet7.xml': rule('INDIRECT($K4)'),
    'xl/drawings/vml1.vml':
      '<xml xmlns:v="urn:v"><v:shapetype><v:formulas><v:f eqn="sum 1 0 0"/></v:formulas></v:shapetype></xml>',
    'xl/printerSettings/printerSettings1.bin': 'A4',
    'docProps/app.xml': '<Properties><Application>Apache POI</Application></Properties>',
  }
  expect(problemOf(parts)).toBeNull()
  expect(problemOf({ 'xl/workbook.xml': named('name="北京市"', 'xzqhjdxz!$B$2:$Q$2') })).toBeNull()
})

describe('what a small file repeats without an end is read once', () => {
  const MANY = 200_000
  test.each([
    ['a comment', '<!--', 'workbook-unreadable'],
    ['an instruction', '<?a', 'workbook-unreadable'],
    ['a name', '<definedName ', null],
    ['a rule', '<formula1 ', null],
    ['a macro that begins by itself', 'auto_', null],
  ])('%s', (_what, repeated, problem) => {
    const xml = `<x><definedName name="${'auto_'.repeat(repeated === 'auto_' ? MANY : 0)}>${repeated.repeat(MANY)}`
    expect(problemOf({ 'xl/other/one.xml': xml })).toBe(problem)
  })
})
