import { describe, expect, test } from 'vitest'
import { amountCell, headerRecord, momentCell, recordWriter, textCell, wordCell } from './export-csv'

describe('cells of a file that a spreadsheet opens', () => {
  test.each([
    ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
    ['+1+1', "'+1+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['＝1', "'＝1"],
    ['＠A1', "'＠A1"],
    ['a;=1', "a;'=1"],
    ['a\t@SUM(A1);-2', "a\t'@SUM(A1);'-2"],
    ['=1;=2', "'=1;'=2"],
  ])('%j runs nowhere: %j', (text, cell) => {
    expect(textCell(text)).toBe(cell)
  })

  test.each([
    ['4200001234202611210123456789', "'4200001234202611210123456789"],
    ['202611222222', "'202611222222"],
    ['20261122E2223333', "'20261122E2223333"],
    ['0123', "'0123"],
    ['20261121A7K3M9QX', '20261121A7K3M9QX'],
    ['12345678901', '12345678901'],
    ['0', '0'],
    ['', ''],
    [null, ''],
    ['认证服务，100,000 次', '"认证服务，100,000 次"'],
    ['a "b"', '"a ""b"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    ["O'Hara = 1", "O'Hara = 1"],
    ['one; two', 'one; two'],
  ])('%j is the text %j', (text, cell) => {
    expect(textCell(text)).toBe(cell)
  })

  test.each([
    ['123456', '1234.56'],
    ['5', '0.05'],
    ['50', '0.50'],
    ['0', '0.00'],
    ['-5', '-0.05'],
    ['-123456', '-1234.56'],
    [null, ''],
  ])('%s fen are the number %j, never a text', (fen, cell) => {
    expect(amountCell(fen)).toBe(cell)
  })

  test('a word is asked for once', () => {
    const asked: string[] = []
    const cell = wordCell((word: string) => {
      asked.push(word)
      return `=${word}`
    })
    expect([cell('paid'), cell('paid'), cell(null)]).toEqual(["'=paid", "'=paid", ''])
    expect(asked).toEqual(['paid'])
  })

  test('a moment ends with its second', () => {
    expect(momentCell('2026-12-01 00:00:05.123+08')).toBe('2026-12-01 00:00:05')
    expect(momentCell('2026-12-01 00:00:00+08')).toBe('2026-12-01 00:00:00')
    expect(momentCell(null)).toBe('')
  })

  test('records have a cell for every column and end as RFC 4180 wants it', () => {
    const columns = [
      { header: 'Order, or none', cell: (row: { order: string | null }) => textCell(row.order) },
      { header: 'Amount (CNY)', cell: () => amountCell('100') },
      { header: 'Remark', cell: () => '' },
    ]
    expect(headerRecord(columns)).toBe('"Order, or none",Amount (CNY),Remark\r\n')
    expect(recordWriter(columns)({ order: null })).toBe(',1.00,\r\n')
    expect(recordWriter(columns)({ order: '=A1' })).toBe("'=A1,1.00,\r\n")
  })
})
