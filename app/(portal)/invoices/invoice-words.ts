import { cache } from 'react'
import type { ApplicationStatus } from '@/lib/billing/invoice/application.rules'
import type { InvoiceKind } from '@/lib/billing/invoice/kind.rules'
import { getTranslations } from '@/lib/web/translations'
import { pageWords } from '../page-words'

/** How the page says what an application is and where it stands. */
export const invoiceWords = cache(async () => {
  const [text, { nameOf, moment, locale }] = await Promise.all([getTranslations('invoices'), pageWords()])
  return {
    locale,
    moment,
    nameOf,
    kindText: (kind: InvoiceKind) => text(`kinds.${kind}`),
    statusText: (status: ApplicationStatus) => text(`status.${status}`),
    sellerText: (row: { sellerNameEn: string; sellerNameZh: string }) =>
      nameOf({ nameEn: row.sellerNameEn, nameZh: row.sellerNameZh }),
    productText: (row: { productNameEn: string; productNameZh: string }) =>
      nameOf({ nameEn: row.productNameEn, nameZh: row.productNameZh }),
  }
})
