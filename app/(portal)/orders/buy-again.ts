import type { ResourceFamily } from '@/lib/billing/catalog/catalog.queries'
import type { OrderKind } from '@/lib/billing/order/order.rules'
import { formatYuan } from '@/lib/kernel/money'
import { addressOf } from '@/lib/web/search-params'

type Bought = { kind: OrderKind; productCode: string; quantity: number; amountFen: bigint }

/** What is for sale now: the families of packages, and balance and cards where the policy has a wallet. */
export type ForSale = { families: readonly ResourceFamily[]; wallet: boolean }

/** Where the same can be ordered anew, with quantity or amount preset; null where it is no longer sold. */
export function buyAgainAddress({ families, wallet }: ForSale, order: Bought): string | null {
  if (order.kind === 'top-up')
    return wallet ? addressOf('/funds/recharge', { amount: formatYuan(order.amountFen) }) : null
  if (order.kind === 'card')
    return wallet
      ? addressOf('/funds/cards', { product: order.productCode, quantity: String(order.quantity) })
      : null
  const found = families.find((family) => family.productCode === order.productCode)
  return found
    ? addressOf(`/resources/${found.family}/recharge`, { thousands: String(order.quantity) })
    : null
}
