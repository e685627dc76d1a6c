import type { ResourceFamily } from '@/lib/billing/catalog/catalog.queries'
import { addressOf } from '@/lib/web/search-params'

/** Where the same can be ordered anew, with the quantity preset; null where the product is no longer sold. */
export function buyAgainAddress(
  families: readonly ResourceFamily[],
  order: { productCode: string; quantity: number },
): string | null {
  const found = families.find((family) => family.productCode === order.productCode)
  return found
    ? addressOf(`/resources/${found.family}/recharge`, { thousands: String(order.quantity) })
    : null
}
