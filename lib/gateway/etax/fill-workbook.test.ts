import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { blankWorkbook } from '@/tests/support/workbook'
import { fillWorkbook } from './fill-workbook'
import { openWorkbook, rowsOf } from './open-workbook'

function opened(bytes: Uint8Array) {
  const result = openWorkbook(bytes)
  if (!result.ok) throw new Error(result.problem)
  return result.workbook
}

const SHEET = '1-发票基本信息'

test('texts go into rows and everything else stays byte for byte', () => {
  const blank = blankWorkbook()
  const filled = fillWorkbook(opened(blank), [
    {
      sheet: SHEET,
      firstRow: 4,
      rows: [
        new Map([
          [5, '杭州 <云杉> & Co'],
          [0, 'A261130ABCDEFGH001'],
          [6, '913100007655863000'],
        ]),
        new Map([[0, 'A261130ABCDEFGH002']]),
      ],
    },
  ])
  if (!filled) throw new Error('not filled')
  const [before, after] = [unzipSync(blank), unzipSync(filled)]
  expect(Object.keys(after)).toEqual(Object.keys(before))
  for (const name of Object.keys(before))
    if (name !== 'xl/worksheets/sheet1.xml') expect([name, after[name]]).toEqual([name, before[name]])
  const [was, is] = [before, after].map((files) =>
    Buffer.from(files['xl/worksheets/sheet1.xml'] ?? []).toString(),
  )
  const [head = '', tail = ''] = (was ?? '').split('</sheetData>')
  expect(is?.startsWith(head)).toBe(true)
  expect(is?.endsWith(`</sheetData>${tail}`)).toBe(true)
  // As text, with the look of its column: a number of eighteen digits would lose its end.
  expect(is).toContain(
    '<c r="A4" s="7" t="inlineStr"><is><t xml:space="preserve">A261130ABCDEFGH001</t></is></c>',
  )
  const rows = rowsOf(opened(filled), SHEET) ?? []
  expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5])
  expect(rows[3]?.cells.get(6)).toEqual({ text: '913100007655863000', number: false })
  expect(rows[3]?.cells.get(5)?.text).toBe('杭州 <云杉> & Co')
})

test('the same content makes the same file', () => {
  const fill = () =>
    fillWorkbook(opened(blankWorkbook()), [{ sheet: SHEET, firstRow: 4, rows: [new Map([[0, 'X']])] }])
  expect(fill()).toEqual(fill())
})

test('a row that holds something is never written over, and an unknown sheet is not filled', () => {
  const rows = [new Map([[0, 'X']])]
  expect(
    fillWorkbook(opened(blankWorkbook({ filled: true })), [{ sheet: SHEET, firstRow: 4, rows }]),
  ).toBeNull()
  expect(fillWorkbook(opened(blankWorkbook()), [{ sheet: 'nowhere', firstRow: 4, rows }])).toBeNull()
})
