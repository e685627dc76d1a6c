import { formatYuan, type Money } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'

/** Refuses another price than the one the person saw: it is told, not charged. */
export function checkPriceUnchanged(
  { kind }: { kind: string },
  { seenFen, priceFen }: { seenFen: Money; priceFen: Money | null },
): void {
  if (priceFen === null) throw new Refusal('catalog.not-for-sale')
  if (priceFen !== seenFen)
    throw new Refusal(kind === 'card' ? 'card.price-changed' : 'catalog.price-changed', {
      seen: formatYuan(seenFen),
      price: formatYuan(priceFen),
    })
}
