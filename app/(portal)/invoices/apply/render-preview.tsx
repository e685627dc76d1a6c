import 'server-only'
import { renderToBuffer } from '@react-pdf/renderer'
import path from 'node:path'
import { InvoicePreview } from '@/components/pdf/invoice-preview'
import { NOT_TAXED } from '@/lib/billing/invoice/kind.rules'
import type { InvoicePreviewView } from '@/lib/billing/invoice/preview.queries'
import { capitalsOf } from '@/lib/kernel/capitals'
import { formatYuan } from '@/lib/kernel/money'

const fonts = path.join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans-sc')

const headings = {
  e_general: '电子发票（普通发票）',
  e_special: '电子发票（增值税专用发票）',
  paper_general: '增值税普通发票',
  paper_special: '增值税专用发票',
} as const

/** 0.06 → 6%; what is outside the tax is named so. */
function rateText(taxTreatment: string): string {
  if (taxTreatment === NOT_TAXED) return '不征税'
  const digits = taxTreatment.replace(/^0\./, '').padEnd(2, '0')
  return `${digits.slice(0, 2).replace(/^0/, '')}${digits.length > 2 ? `.${digits.slice(2)}` : ''}%`
}

export async function renderPreview({ title, seller, lines, totals, kind, remark }: InvoicePreviewView) {
  return renderToBuffer(
    <InvoicePreview
      fonts={{
        regular: path.join(fonts, '400Regular/NotoSansSC_400Regular.ttf'),
        bold: path.join(fonts, '700Bold/NotoSansSC_700Bold.ttf'),
      }}
      kind={headings[kind]}
      buyer={{ name: title.name, taxpayerId: title.taxpayerId ?? '' }}
      seller={{ name: seller.legalName, taxpayerId: seller.taxpayerId }}
      lines={lines.map((line) => ({
        name: line.name,
        amount: formatYuan(line.exclusiveFen),
        rate: rateText(line.taxTreatment),
        tax: line.taxTreatment === NOT_TAXED ? '***' : formatYuan(line.taxFen),
      }))}
      exclusive={formatYuan(totals.exclusiveFen)}
      tax={formatYuan(totals.taxFen)}
      total={formatYuan(totals.amountFen)}
      capitals={capitalsOf(totals.amountFen)}
      remark={remark}
      clerk={seller.clerk}
    />,
  )
}
