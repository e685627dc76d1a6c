import 'server-only'
import type { Tx } from '@/db/client'
import { loadPrice, type Product } from '@/lib/billing/catalog/catalog.load'
import { formatYuan, type Money } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'

/** Refuses another price than the one the person saw: it is told, not charged. */
export async function checkPriceUnchanged(
  tx: Tx,
  product: Product,
  seenFen: Money,
  now: Date,
): Promise<void> {
  const priceFen = await loadPrice(tx, product.code, now)
  if (priceFen === null) throw new Refusal('catalog.not-for-sale')
  if (priceFen !== seenFen)
    throw new Refusal(product.kind === 'card' ? 'card.price-changed' : 'catalog.price-changed', {
      seen: formatYuan(seenFen),
      price: formatYuan(priceFen),
    })
}
