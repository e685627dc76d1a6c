import 'server-only'
import { and, eq } from 'drizzle-orm'
import { prices } from '@/db/schema/catalog'
import { command } from '@/lib/command/command'
import { startOfDay } from '@/lib/kernel/calendar'
import { formatYuan } from '@/lib/kernel/money'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { withdrawPriceInput } from './catalog.input'
import { lockProduct } from './catalog.load'

/** Takes a planned price back, so that the one before it goes on. Throws `catalog.price-in-force` once its day has come. */
export const withdrawPrice = command({
  name: 'catalog.withdraw-price',
  by: 'admin.catalog.write',
  input: withdrawPriceInput,
  async run({ tx, now }, { productCode, from }) {
    await lockProduct(tx, productCode)
    const effectiveAt = startOfDay(from)
    if (effectiveAt <= now) throw new Refusal('catalog.price-in-force')
    const [withdrawn] = await tx
      .delete(prices)
      .where(and(eq(prices.productCode, productCode), eq(prices.effectiveAt, effectiveAt)))
      .returning({ unitPriceFen: prices.unitPriceFen })
    if (!withdrawn) throw notFound()
    return { productCode, former: withdrawn.unitPriceFen }
  },
  audit: ({ productCode, from }, { former }) => ({
    detail: { productCode, from, former: formatYuan(former) },
  }),
})
