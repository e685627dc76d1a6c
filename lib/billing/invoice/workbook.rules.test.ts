import { describe, expect, test } from 'vitest'
import {
  fitting,
  invoiceTexts,
  lineTexts,
  MOST_INVOICES,
  placed,
  readHeaders,
  takesNotTaxed,
  type HeaderCell,
  type WorkbookInvoice,
} from './workbook.rules'

const lineHeaders: HeaderCell[] = ['发票流水号', '项目名称', '商品和服务税收编码', '金额', '税率'].map(
  (text, column) => ({ column, text, limit: '必填\n(限20字符)' }),
)

describe('headers', () => {
  test('are found wherever they stand and however they are spaced', () => {
    const moved = lineHeaders.map(({ text }, at) => ({ column: 9 - at, text: ` ${text}*\n`, limit: '' }))
    const read = readHeaders('lines', moved)
    expect(read.ok && read.columns.get('金额')).toBe(6)
  })

  test('one that is needed and missing is named', () => {
    expect(readHeaders('lines', lineHeaders.slice(0, 4))).toMatchObject({
      problem: 'workbook-header-missing',
      header: '税率',
    })
  })

  test.each([
    ['客户编号', '必填项\n(限9字符)', false],
    ['*客户编号', '', false],
    ['客户编号', '非必填', true],
    ['客户编号', '有条件必填', true],
    ['客户编号', '专票必填', true],
  ])('a further one, %s (%j), leaves the workbook usable: %s', (text, limit, ok) => {
    const read = readHeaders('lines', [...lineHeaders, { column: 5, text, limit }])
    expect(read.ok).toBe(ok)
    if (!read.ok) expect(read).toMatchObject({ problem: 'workbook-header-unknown', header: '客户编号' })
  })

  test('texts without a column are left out; what is outside the tax needs two more columns', () => {
    const read = readHeaders('lines', lineHeaders)
    if (!read.ok) throw new Error(read.problem)
    expect([...placed({ 金额: '1.00', 备注: 'x' }, read.columns)]).toEqual([[3, '1.00']])
    expect(takesNotTaxed(read.columns)).toBe(false)
  })
})

const title = {
  kind: 'enterprise' as const,
  name: '杭州云杉科技有限公司',
  taxpayerId: '91330100799655058B',
  bankName: null,
  bankAccount: null,
  registeredAddress: null,
  registeredPhone: null,
}
const invoice: WorkbookInvoice = {
  requestNo: 'A261130ABCDEFGH001',
  kind: 'e_special',
  title,
  email: 'a@b.example',
  remark: 'PO',
  lines: [{ name: '认证服务费', taxCode: '3040205000000000000', taxTreatment: '0.06', amountFen: '500000' }],
}

describe('what is filled in', () => {
  test('an enterprise by its number, amounts with tax', () => {
    expect(invoiceTexts(invoice)).toMatchObject({
      发票类型: '增值税专用发票',
      是否含税: '是',
      受票方自然人标识: '否',
      购买方纳税人识别号: '91330100799655058B',
      是否展示购买方地址电话银行账号: '',
    })
    expect(lineTexts(invoice)).toEqual([
      {
        发票流水号: 'A261130ABCDEFGH001',
        项目名称: '认证服务费',
        商品和服务税收编码: '3040205000000000000',
        金额: '5000.00',
        税率: '0.06',
      },
    ])
  })

  test('an individual is marked as one and has no number', () => {
    const person = { ...title, kind: 'individual' as const, taxpayerId: null }
    expect(invoiceTexts({ ...invoice, kind: 'e_general', title: person })).toMatchObject({
      发票类型: '普通发票',
      受票方自然人标识: '是',
      购买方纳税人识别号: '',
    })
  })

  test.each([
    [{ registeredAddress: '上海' }, '展示地址、电话'],
    [{ bankName: '招行', bankAccount: '1' }, '展示开户银行、银行账号'],
    [{ registeredPhone: '021', bankAccount: '1' }, '展示地址、电话、开户银行及银行账号'],
  ])('what is filled of %j is shown as %s', (changes, words) => {
    expect(invoiceTexts({ ...invoice, title: { ...title, ...changes } })).toMatchObject({
      是否展示购买方地址电话银行账号: words,
    })
  })

  test('a stored-value card is marked as outside the tax', () => {
    const lines = [
      { name: '储值卡', taxCode: '6010000000000000000', taxTreatment: 'not-taxed', amountFen: '1' },
    ]
    expect(lineTexts({ ...invoice, lines })[0]).toMatchObject({
      金额: '0.01',
      税率: '0',
      是否使用优惠政策: '是',
      优惠政策类型: '不征税',
    })
  })
})

test('a workbook takes 998 invoices and 2,000 lines', () => {
  const many = (count: number, lines: number) =>
    Array.from({ length: count }, () => ({ lines: Array.from({ length: lines }, () => invoice.lines[0]!) }))
  expect(fitting(many(1_200, 1))).toHaveLength(MOST_INVOICES)
  expect(fitting(many(900, 3))).toHaveLength(666)
})
