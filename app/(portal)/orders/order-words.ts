import { cache } from 'react'
import { unitsOf } from '@/lib/billing/catalog/catalog.rules'
import type { OrderKind } from '@/lib/billing/order/order.rules'
import type { Channel } from '@/lib/billing/payment/payment.rules'
import { formatInstant, formatQuantity, formatUnitPrice } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { pageWords } from '../page-words'

/** Every way an order can be paid. */
export const CHANNELS = ['wechatpay', 'alipay', 'corporate', 'assigned'] as const satisfies readonly Channel[]

type Sold = {
  kind: OrderKind
  productNameEn: string
  productNameZh: string
  unitZh: string
  quantity: number
}

/** How this request's language says what was ordered, how it was paid and when. */
export const orderWords = cache(async () => {
  const page = await pageWords()
  const words = await getTranslations('words')
  const { locale } = page
  const productName = (row: Sold) => page.nameOf({ nameEn: row.productNameEn, nameZh: row.productNameZh })
  const unitsText = (units: bigint, unitZh: string) => page.unitsText(units, { unitZh })
  return {
    locale,
    productName,
    unitsText,
    countText: (count: number, unitZh: string) => unitsText(BigInt(count), unitZh),
    /** "SMS, 100,000", "1 × Stored-value card"; a top-up has no quantity, its amount says everything. */
    productText: (row: Sold) => {
      const product = productName(row)
      if (row.kind === 'top-up') return product
      if (row.kind === 'card') return words('cards', { product, count: formatQuantity(row.quantity) })
      return words('quantity', { product, units: unitsText(unitsOf(row.quantity), row.unitZh) })
    },
    /** "¥50.00 / thousand", "¥50.00 / 千次". */
    unitPriceText: (fen: bigint, unitZh: string) =>
      formatUnitPrice(fen, locale === 'en' ? words('thousand') : `${words('thousand')}${unitZh}`),
    channelText: (channel: string) => {
      const known = CHANNELS.find((one) => one === channel)
      return known ? words(`channel.${known}`) : channel
    },
    moment: page.moment,
    /** Without the zone, which a table names once below it. */
    tableMoment: (instant: Date) => formatInstant(instant, locale),
  }
})

export type OrderWords = Awaited<ReturnType<typeof orderWords>>
