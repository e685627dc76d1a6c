import { cache } from 'react'
import { pageWords } from '@/app/(portal)/page-words'
import type { ProductRow } from '@/lib/billing/catalog/product.queries'
import { formatMoney, formatQuantity, formatRate } from '@/lib/web/format'
import { unitsOf } from '@/lib/billing/catalog/catalog.rules'
import { getTranslations } from '@/lib/web/translations'

/** How this request's language says what the catalog holds. */
export const catalogWords = cache(async () => {
  const [page, text, words] = await Promise.all([
    pageWords(),
    getTranslations('admin.product'),
    getTranslations('words'),
  ])
  const inEnglish = page.locale === 'en'
  /** What one price is for: "thousand", "千次", "month". */
  const unitText = ({ kind, unitEn, unitZh }: ProductRow) => {
    if (kind === 'package') return inEnglish ? words('thousand') : `${words('thousand')}${unitZh}`
    if (kind === 'subscription' || kind === 'card') return text(`unitOf.${kind}`)
    return (inEnglish ? unitEn : unitZh) || null
  }
  return {
    ...page,
    unitText,
    sellerText: (row: ProductRow) => (inEnglish ? row.sellerNameEn : row.sellerNameZh),
    validityText: ({ validityYears }: ProductRow) =>
      validityYears === null ? null : text('years', { years: validityYears }),
    rateText: ({ taxRate }: ProductRow) => (taxRate === null ? null : formatRate(taxRate, page.locale)),
    /** "500,000", "500,000 次". */
    thousandsText: (thousands: number, { unitZh }: ProductRow) =>
      formatQuantity(unitsOf(thousands), inEnglish ? undefined : unitZh),
    priceInForce: ({ prices }: ProductRow) => prices.find(({ standing }) => standing === 'in-force') ?? null,
    /** The next one to come into force. */
    pricePlanned: ({ prices }: ProductRow) =>
      prices.findLast(({ standing }) => standing === 'planned') ?? null,
    money: formatMoney,
  }
})
