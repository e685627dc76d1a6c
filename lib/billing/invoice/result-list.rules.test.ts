import { describe, expect, test } from 'vitest'
import { matchIssued, type ListedInvoice } from './match-list.rules'
import { readResultList, type IssuedRow, type ListRow } from './result-list.rules'

type Given = string | { number: string }
const rowsOf = (...rows: readonly (readonly Given[])[]): ListRow[] =>
  rows.map((cells, at) => ({
    row: at + 1,
    cells: new Map(
      cells.map((cell, column) => [
        column,
        typeof cell === 'string' ? { text: cell, number: false } : { text: cell.number, number: true },
      ]),
    ),
  }))

const HEAD = ['数电发票号码', '购方识别号', '购买方名称', '开票日期', '税额', '价税合计']
const NUMBER = '26312000000000000001'
const issued = (...changes: readonly Given[]) =>
  ['0', '1', '2', '3', '4', '5'].map(
    (_one, at) =>
      changes[at] ??
      [NUMBER, '91330100799655058B', '杭州云杉科技有限公司', '2026-11-30 10:11:12', '283.02', '5,000.00'][
        at
      ]!,
  )

const only = (rows: readonly ListRow[]) => {
  const read = readResultList(rows)
  if (!read.ok) return read.problem
  return read.list.rows[0] ?? read.list.skipped[0]
}

describe('the list of what was issued', () => {
  test('is known by its headers, below a title', () => {
    expect(only(rowsOf(['全量发票查询'], HEAD, issued()))).toEqual({
      row: 3,
      requestNo: '',
      number: NUMBER,
      issuedOn: '2026-11-30',
      totalFen: 500000n,
      taxFen: 28302n,
      buyerTaxId: '91330100799655058B',
      buyerName: '杭州云杉科技有限公司',
      sellerTaxId: '',
    })
  })

  test.each([
    ['2026/1/5', '2026-01-05'],
    ['2026年11月30日', '2026-11-30'],
    ['20261130', '2026-11-30'],
    [{ number: '46356' }, '2026-11-30'],
    [{ number: '46356.4243' }, '2026-11-30'],
  ])('a day written as %j is %s', (written, day) => {
    const row = issued()
    row[3] = written
    expect(only(rowsOf(HEAD, row))).toMatchObject({ issuedOn: day })
  })

  test.each([
    ['¥1,680.32', 168032n],
    [{ number: '1680.3' }, 168030n],
    [{ number: '1680.3199999999999' }, 168032n],
    [{ number: '0.30000000000000004' }, 30n],
    [{ number: '1.9999999999999999' }, 200n],
  ])('an amount written as %j is %s fen', (written, fen) => {
    const row = issued()
    row[5] = written
    expect(only(rowsOf(HEAD, row))).toMatchObject({ totalFen: fen })
  })

  test.each([
    ['row-number', 0, '123'],
    ['row-day', 3, '2026-02-30'],
    ['row-amount', 5, '12.345'],
    ['row-red', 5, '-5000.00'],
    ['row-buyer', 2, ' '],
  ])('a row with a wrong field is left alone as %s', (problem, column, text) => {
    const row = issued()
    row[column] = text
    expect(only(rowsOf(HEAD, row))).toEqual({ row: 2, problem })
  })

  test('what was reversed since is left alone', () => {
    expect(only(rowsOf([...HEAD, '发票状态'], [...issued(), '已红冲-全额']))).toMatchObject({
      problem: 'row-red',
    })
    expect(only(rowsOf([...HEAD, '是否正数发票'], [...issued(), '否']))).toMatchObject({ problem: 'row-red' })
  })
})

describe('a list that cannot be read', () => {
  test.each([
    ['list-unknown', rowsOf(['a', 'b'], ['1', '2'])],
    ['list-unknown', []],
    ['list-empty', rowsOf(HEAD)],
    ['list-mangled', rowsOf(HEAD, issued({ number: '2.6312E+19' }))],
    ['list-mangled', rowsOf(HEAD, issued('6.22E+18'))],
    ['list-mangled', rowsOf(HEAD, issued({ number: '26312000000000000000' }))],
    ['list-mangled', rowsOf(HEAD, issued(NUMBER, { number: '913301007996550580' }))],
    ['list-too-long', rowsOf(HEAD, ...Array.from({ length: 5_001 }, () => issued()))],
  ])('is refused as %s', (problem, rows) => {
    expect(only(rows)).toBe(problem)
  })
})

test('the list of what failed has a reason in each row', () => {
  const read = readResultList(
    rowsOf(
      ['发票流水号', '导入失败原因'],
      ['A261130ABCDEFGH001', '2-发票明细信息：第4行\n税率不合法'],
      ['A261130ABCDEFGH002', ''],
      ['？', '不能为空'],
    ),
  )
  expect(read).toEqual({
    ok: true,
    list: {
      kind: 'failures',
      rows: [{ row: 2, requestNo: 'A261130ABCDEFGH001', reason: '2-发票明细信息：第4行 税率不合法' }],
      skipped: [{ row: 4, problem: 'row-request' }],
    },
  })
})

const SELLER = '91310115MA1K4A9T3H'
const known = (changes: Partial<ListedInvoice> = {}): ListedInvoice => ({
  id: 'i1',
  requestNo: 'A1',
  status: 'pending',
  number: null,
  amountFen: 500000n,
  taxFen: 28302n,
  buyerName: '云账科技（上海）有限公司',
  buyerTaxId: '91330100799655058B',
  awaited: true,
  ...changes,
})
const listed = (changes: Partial<IssuedRow> = {}) =>
  ({
    row: 2,
    requestNo: '',
    number: NUMBER,
    issuedOn: '2026-11-30',
    totalFen: 500000n,
    taxFen: 28302n,
    buyerTaxId: '91330100799655058B',
    buyerName: '云账科技(上海)有限公司',
    sellerTaxId: SELLER,
    ...changes,
  }) as IssuedRow

describe('which invoice a row is about', () => {
  const verdict = (row: IssuedRow, ...invoices: ListedInvoice[]) =>
    matchIssued([row], invoices, SELLER)[0]?.outcome

  test.each([
    ['recorded', listed(), [known()]],
    [
      'recorded',
      listed({ requestNo: 'A1', sellerTaxId: '' }),
      [known(), known({ id: 'i2', requestNo: 'A2' })],
    ],
    ['ambiguous', listed(), [known(), known({ id: 'i2', requestNo: 'A2' })]],
    ['unknown', listed(), []],
    ['unknown', listed({ totalFen: 500001n } as Partial<IssuedRow>), [known()]],
    ['unknown', listed(), [known({ status: 'voided' })]],
    ['unknown', listed(), [known({ awaited: false })]],
    ['not-waiting', listed({ requestNo: 'A1' }), [known({ awaited: false })]],
    ['differs-amount', listed({ requestNo: 'A1', totalFen: 500001n } as Partial<IssuedRow>), [known()]],
    ['differs-amount', listed({ taxFen: 1n } as Partial<IssuedRow>), [known()]],
    ['differs-buyer', listed({ requestNo: 'A1', buyerTaxId: 'X' }), [known()]],
    ['differs-buyer', listed({ buyerName: '另一家公司' }), [known()]],
    ['other-seller', listed({ sellerTaxId: '91110108MA01C8JP2P' }), [known()]],
    ['already', listed(), [known({ status: 'issued', number: NUMBER })]],
    ['differs-amount', listed(), [known({ status: 'issued', number: NUMBER, amountFen: 1n })]],
    ['number-used', listed({ requestNo: 'A9' }), [known({ status: 'issued', number: NUMBER })]],
    ['number-used', listed({ requestNo: 'A1' }), [known({ status: 'issued', number: '2'.repeat(20) })]],
    ['number-used', listed({ requestNo: 'A1' }), [known({ number: '2'.repeat(20) })]],
    ['unknown', listed(), [known({ number: '2'.repeat(20) })]],
  ] as const)('%s', (outcome, row, invoices) => {
    expect(verdict(row, ...invoices)).toBe(outcome)
  })

  test('two rows for one invoice are both left alone', () => {
    const rows = [listed(), listed({ row: 3, number: '26312000000000000002' })]
    expect(matchIssued(rows, [known()], SELLER).map(({ outcome }) => outcome)).toEqual([
      'ambiguous',
      'ambiguous',
    ])
  })

  test('two rows of one number are both left alone, also where each fits an invoice', () => {
    const rows = [listed({ requestNo: 'A1' }), listed({ row: 3, requestNo: 'A2' })]
    expect(
      matchIssued(rows, [known(), known({ id: 'i2', requestNo: 'A2' })], SELLER).map(
        ({ outcome }) => outcome,
      ),
    ).toEqual(['ambiguous', 'ambiguous'])
  })

  test('an individual is known by the name', () => {
    const person = { buyerName: '张先生', buyerTaxId: '' }
    expect(
      verdict(listed(person), known(person), known({ id: 'i2', buyerName: '李女士', buyerTaxId: '' })),
    ).toBe('recorded')
  })
})
