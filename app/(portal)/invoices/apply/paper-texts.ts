import { NOT_TAXED, type InvoiceKind } from '@/lib/billing/invoice/kind.rules'
import type { InvoiceDraft } from '@/lib/billing/invoice/preview.queries'
import { capitalsOf } from '@/lib/kernel/capitals'
import type { Money } from '@/lib/kernel/money'
import { formatMoney } from '@/lib/web/format'

const headings: Readonly<Record<InvoiceKind, string>> = {
  e_general: '电子发票（普通发票）',
  e_special: '电子发票（增值税专用发票）',
  paper_general: '增值税普通发票',
  paper_special: '增值税专用发票',
}

/** Short names by the first digits of the 19-digit classification code. */
const classes: Readonly<Record<string, string>> = {
  '3040201': '信息技术服务',
  '3040203': '信息技术服务',
  '3040205': '信息技术服务',
  '1060301': '软件',
  '6010000': '预付卡销售',
}

const amountText = (amountFen: Money) => formatMoney(amountFen).replace('¥', '')

/** 0.06 → 6%; what is outside the tax is named so. */
function rateText(taxTreatment: string): string {
  if (taxTreatment === NOT_TAXED) return '不征税'
  const digits = taxTreatment.replace(/^0\./, '').padEnd(2, '0')
  return `${digits.slice(0, 2).replace(/^0/, '')}${digits.length > 2 ? `.${digits.slice(2)}` : ''}%`
}

/** The tax bureau puts the short name of the class before an item's own; only that of a class we sell in is known here. */
function onFace({ name, taxCode }: { name: string; taxCode: string }): string {
  const known = Object.entries(classes).find(([prefix]) => taxCode.startsWith(prefix))
  return known ? `*${known[1]}*${name}` : name
}

/** What stands on the face of an invoice, as it is written there; the page and the file say the same. */
export function paperTexts(
  kind: InvoiceKind,
  { lines, totals, seller }: Pick<InvoiceDraft, 'lines' | 'totals' | 'seller'>,
) {
  return {
    heading: headings[kind],
    seller: { name: seller.legalName, taxpayerId: seller.taxpayerId },
    lines: lines.map((line) => ({
      name: onFace(line),
      amount: amountText(line.exclusiveFen),
      rate: rateText(line.taxTreatment),
      tax: line.taxTreatment === NOT_TAXED ? '***' : amountText(line.taxFen),
    })),
    exclusive: amountText(totals.exclusiveFen),
    tax: amountText(totals.taxFen),
    total: amountText(totals.amountFen),
    capitals: capitalsOf(totals.amountFen),
    clerk: seller.clerk,
  }
}
