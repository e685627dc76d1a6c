import { beijing } from '../clock'
import { inCapitals, signedYuan, sumOf } from './amount'
import { isSpecial, type NuonuoInvoice } from './invoice'

export const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

/** Sums of the lines, as they are told and printed. */
export function totalsOf({ details, otherwise }: NuonuoInvoice) {
  const shift = otherwise === 'amount' ? 1n : 0n
  const excludedFen = String(BigInt(sumOf(details.map((each) => each.excludedFen))) - shift)
  const taxFen = String(BigInt(sumOf(details.map((each) => each.taxFen))) + shift)
  return { excludedFen, taxFen, includedFen: sumOf([excludedFen, taxFen]) }
}

export function buyerNameOf({ buyer, otherwise }: NuonuoInvoice): string {
  return otherwise === 'buyer' ? `${buyer.name}（分公司）` : buyer.name
}

/** The rows of an invoice's face. */
export function printed(invoice: NuonuoInvoice): string[] {
  const { number, issuedAt, seller, details } = invoice
  const { includedFen, taxFen } = totalsOf(invoice)
  const kind = isSpecial(invoice.line) ? '增值税专用发票' : '普通发票'
  return [
    `电子发票（${kind}）`,
    `发票号码：${number ?? ''}`,
    `开票日期：${beijing(issuedAt ?? 0).slice(0, 10)}`,
    `购买方：${buyerNameOf(invoice)}  ${invoice.buyer.taxNum}`,
    `销售方：${seller.taxNum}`,
    ...details.map(
      (each) =>
        `${each.goodsName}  ${each.notTaxed ? '不征税' : each.taxRate}  ${signedYuan(each.excludedFen)}`,
    ),
    `税额 ¥${signedYuan(taxFen)}  价税合计 ¥${signedYuan(includedFen)}  ${inCapitals(includedFen)}`,
    `备注：${invoice.remark}`,
    `开票人：${invoice.clerk}`,
  ]
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
