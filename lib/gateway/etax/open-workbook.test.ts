import { describe, expect, test } from 'vitest'
import { blankWorkbook, sheetXml, workbookOf } from '@/tests/support/workbook'
import { openWorkbook, rowsOf } from './open-workbook'

const problemOf = (bytes: Uint8Array) => {
  const opened = openWorkbook(bytes)
  return opened.ok ? null : opened.problem
}

describe('a file that is no workbook to work with', () => {
  test.each([
    ['workbook-html', Buffer.from('<html><table><tr><td>发票</td></tr></table></html>')],
    ['workbook-csv', Buffer.from('b7a2c6b1bac5c2eb2cb7a2c6b1', 'hex')],
    ['workbook-xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)])],
    [
      'workbook-locked',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(512),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    ],
    ['workbook-not-xlsx', Buffer.from('%PDF-1.7\0')],
    ['workbook-not-xlsx', workbookOf({ a: sheetXml([]) }).subarray(0, 0)],
    ['workbook-unreadable', workbookOf({ a: sheetXml([]) }).subarray(0, 200)],
    ['workbook-with-formulas', workbookOf({ a: sheetXml([[{ formula: 'HYPERLINK("http://x")' }]]) })],
    ['workbook-with-macros', blankWorkbook({ parts: { 'xl/vbaProject.bin': 'x' } })],
    ['workbook-with-macros', blankWorkbook({ parts: { 'xl/embeddings/oleObject1.bin': 'x' } })],
    ['workbook-with-links', blankWorkbook({ parts: { 'xl/externalLinks/externalLink1.xml': '<a/>' } })],
    [
      'workbook-with-links',
      blankWorkbook({
        parts: {
          'xl/worksheets/_rels/sheet1.xml.rels':
            '<Relationships><Relationship Id="r" TargetMode="External" Target="http://x"/></Relationships>',
        },
      }),
    ],
    [
      'workbook-with-dtd',
      blankWorkbook({
        parts: {
          'docProps/core.xml':
            '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>',
        },
      }),
    ],
    ['workbook-too-large', blankWorkbook({ parts: { 'xl/media/image1.png': 'x'.repeat(50 * 1024 * 1024) } })],
    ['workbook-unreadable', blankWorkbook({ parts: { 'xl/workbook.xml': '<workbook><sheets>' } })],
  ])('is refused as %s', (problem, bytes) => {
    expect(problemOf(bytes)).toBe(problem)
  })
})

test('a sheet is found by its name and read whatever way its texts are kept', () => {
  const bytes = workbookOf(
    { other: sheetXml([]), 'a & b': sheetXml([['inline < text', { shared: 1 }, { number: '6.22E+18' }]], 3) },
    { shared: ['zero', '共享'] },
  )
  const opened = openWorkbook(bytes)
  if (!opened.ok) throw new Error(opened.problem)
  const [row] = rowsOf(opened.workbook, 'a & b') ?? []
  expect(row?.row).toBe(3)
  expect([...(row?.cells.values() ?? [])]).toEqual([
    { text: 'inline < text', number: false },
    { text: '共享', number: false },
    { text: '6.22E+18', number: true },
  ])
  expect(rowsOf(opened.workbook, 'nowhere')).toBeNull()
})
