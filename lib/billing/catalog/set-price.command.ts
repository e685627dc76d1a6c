import 'server-only'
import { and, eq } from 'drizzle-orm'
import { prices } from '@/db/schema/catalog'
import { command } from '@/lib/command/command'
import { startOfDay } from '@/lib/kernel/calendar'
import { formatYuan } from '@/lib/kernel/money'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { setPriceInput } from './catalog.input'
import { lockProduct } from './catalog.load'
import { hasUnitPrice } from './catalog.rules'

/**
 * Plans the price of a product from a day on, 00:00 in the business zone; one planned for that day already gives way.
 * Only days to come, so that a day has one price and what was ordered keeps its own. Throws `catalog.no-unit-price`.
 */
export const setPrice = command({
  name: 'catalog.set-price',
  by: 'admin.catalog.write',
  input: setPriceInput,
  async run({ tx, now }, { productCode, price, from }) {
    const product = await lockProduct(tx, productCode)
    if (!hasUnitPrice(product.kind)) throw new Refusal('catalog.no-unit-price')
    const effectiveAt = startOfDay(from)
    if (effectiveAt <= now) throw new InvalidInput({ from: 'day-not-to-come' })
    const [planned] = await tx
      .select({ unitPriceFen: prices.unitPriceFen })
      .from(prices)
      .where(and(eq(prices.productCode, productCode), eq(prices.effectiveAt, effectiveAt)))
    const former = planned?.unitPriceFen ?? null
    if (former !== price)
      await tx
        .insert(prices)
        .values({ productCode, effectiveAt, unitPriceFen: price })
        .onConflictDoUpdate({
          target: [prices.productCode, prices.effectiveAt],
          set: { unitPriceFen: price },
        })
    return { productCode, from, former, changed: former !== price }
  },
  audit: ({ productCode, price, from }, { former, changed }) =>
    changed
      ? {
          detail: {
            productCode,
            price: formatYuan(price),
            from,
            former: former === null ? null : formatYuan(former),
          },
        }
      : null,
})
