import 'server-only'
import { renderToBuffer } from '@react-pdf/renderer'
import path from 'node:path'
import { InvoicePreview } from '@/components/pdf/invoice-preview'
import type { InvoicePreviewView } from '@/lib/billing/invoice/preview.queries'
import { paperTexts } from './paper-texts'

const fonts = path.join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans-sc')

export async function renderPreview(view: InvoicePreviewView) {
  const { heading, ...texts } = paperTexts(view.kind, view)
  return renderToBuffer(
    <InvoicePreview
      fonts={{
        regular: path.join(fonts, '400Regular/NotoSansSC_400Regular.ttf'),
        bold: path.join(fonts, '700Bold/NotoSansSC_700Bold.ttf'),
      }}
      kind={heading}
      buyer={{ name: view.title.name, taxpayerId: view.title.taxpayerId ?? '' }}
      {...texts}
      remark={view.remark}
    />,
  )
}
