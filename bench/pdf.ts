import { Font, renderToBuffer } from '@react-pdf/renderer'
import { createElement } from 'react'
import { renderPreview } from '@/app/(portal)/invoices/apply/render-preview'
import { breakChinese } from '@/components/pdf/chinese-lines'
import { linesOf, totalsOf } from '@/lib/billing/invoice/lines.rules'
import type { InvoicePreviewView } from '@/lib/billing/invoice/preview.queries'
import { capitalsOf } from '@/lib/kernel/capitals'
import { formatYuan } from '@/lib/kernel/money'
import { figureOf, median, peakRssMb, rounded, takeTurns, type Measured } from './figure'
import { BarePages, StatementPages, type StatementText } from './pdf-pages'

const ROUNDS = 9
const EACH = 6
const ROWS = 44

const statement: StatementText = {
  heading: '2026年10月账单 杭州云杉科技有限公司',
  facts: [
    ['账户编号', 'C20261121A7'],
    ['账单周期', '2026-10-01 至 2026-10-31'],
    ['出账时间', '2026-11-03 02:00（北京时间）'],
    [
      '说明',
      '代金券、优惠券和赠送余额抵扣的部分不可开票，现金支付的部分可申请开具增值税专用发票或普通发票。',
    ],
  ],
  head: ['项目名称', '用量', '目录价', '抵扣', '应付'],
  rows: Array.from({ length: ROWS }, (_one, at) => [
    `${['内容分发网络流量', '托管数据库（云市场）', '短信服务包', '身份认证服务'][at % 4] ?? ''} 资源组 ${at + 1}`,
    `${(at + 1) * 1_024} GB`,
    `¥${(at + 1) * 218}.53`,
    `¥${at * 3}.20`,
    `¥${(at + 1) * 215}.33`,
  ]),
  totals: ['合计', '', '¥215,816.53', '¥2,838.40', '¥212,978.13'],
}

const lines = linesOf(
  ['软件服务费', '短信服务费', '数据处理服务费', '身份认证服务费'].map((name, at) => ({
    name,
    taxCode: '3040205000000000000',
    taxTreatment: '0.06',
    amountFen: BigInt(168_032 * (at + 1)),
  })),
)
const view: InvoicePreviewView = {
  title: {
    kind: 'enterprise',
    name: '杭州云杉科技有限公司',
    taxpayerId: '91330100799655058B',
    bankName: null,
    bankAccount: null,
    registeredAddress: null,
    registeredPhone: null,
  },
  seller: { legalName: '云账科技（上海）有限公司', taxpayerId: '91310115MA1K4A9T3H', clerk: '林晓' },
  lines,
  totals: totalsOf(lines),
  kind: 'e_special',
  remark: '订单号：ORD20261121A7K3M9QX，采购单 PO-2026-4711，十月至十一月服务费。',
}

const statementRows = [
  [statement.heading],
  ...statement.facts,
  statement.head,
  ...statement.rows,
  statement.totals,
]
const previewRows = [
  ['预览 非正式发票'],
  ['预览 / 非正式发票，不得作为报销或抵扣凭证'],
  ['电子发票（增值税专用发票）'],
  ['购买方信息', '销售方信息'],
  [`名称：${view.title.name}`, `名称：${view.seller.legalName}`],
  [view.title.taxpayerId, view.seller.taxpayerId].map((id) => `统一社会信用代码/纳税人识别号：${id ?? ''}`),
  ['项目名称', '金额', '税率/征收率', '税额'],
  ...lines.map((line) => [line.name, formatYuan(line.exclusiveFen), '6%', formatYuan(line.taxFen)]),
  ['合计', `¥${formatYuan(view.totals.exclusiveFen)}`, '', `¥${formatYuan(view.totals.taxFen)}`],
  [`价税合计（大写） ${capitalsOf(view.totals.amountFen)}`, `（小写） ¥${formatYuan(view.totals.amountFen)}`],
  ['备注'],
  [view.remark],
  [`开票人：${view.seller.clerk}`],
]

const ours = {
  statement: () => renderToBuffer(createElement(StatementPages, statement) as never),
  preview: () => renderPreview(view),
}
const bare = {
  statement: () =>
    renderToBuffer(createElement(BarePages, { rows: statementRows, bold: 0, size: 'A4' }) as never),
  preview: () =>
    renderToBuffer(createElement(BarePages, { rows: previewRows, bold: 2, size: [610, 394] }) as never),
}

/** Renders each so many times; says how many a second. Lines are broken by our rule, or not at all. */
async function documentsPerSecond(
  renders: readonly (() => Promise<Buffer>)[],
  breakWord: (word: string) => string[],
): Promise<number> {
  Font.registerHyphenationCallback(breakWord)
  const start = performance.now()
  for (let time = 0; time < EACH; time++) for (const render of renders) await render()
  return (EACH * renders.length) / ((performance.now() - start) / 1000)
}

const whole = (word: string) => [word]

/** A two-page statement in Chinese and an invoice preview, against the bare renderer on pages with the same text. */
export async function measurePdf(name: string): Promise<Measured> {
  // The first one loads the fonts, for both alike.
  await ours.preview()
  const [both = [], bareBoth = [], statements = [], bareStatements = [], previews = [], barePreviews = []] =
    await takeTurns(
      [
        { once: () => documentsPerSecond([ours.statement, ours.preview], breakChinese) },
        { once: () => documentsPerSecond([bare.statement, bare.preview], whole) },
        { once: () => documentsPerSecond([ours.statement], breakChinese) },
        { once: () => documentsPerSecond([bare.statement], whole) },
        { once: () => documentsPerSecond([ours.preview], breakChinese) },
        { once: () => documentsPerSecond([bare.preview], whole) },
      ],
      ROUNDS,
    )
  const part = (what: string, values: readonly number[], limits: readonly number[]) =>
    `${what}: ${rounded(median(values))} a second, ${rounded(median(limits))} bare, ratio ${rounded(median(values) / median(limits))}`
  return {
    figure: figureOf({
      name,
      unit: 'documents/s',
      limitWhat: 'the bare renderer on pages with the same text in as many pieces, the same fonts registered',
      values: both,
      limits: bareBoth,
      peakRssMb: peakRssMb(),
    }),
    lines: [part('statement', statements, bareStatements), part('preview', previews, barePreviews)],
  }
}
