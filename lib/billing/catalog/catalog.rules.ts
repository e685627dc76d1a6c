import { multiplyRounded, type Money } from '@/lib/kernel/money'

/** The agreement every order of a resource needs. */
export const PRIVACY_AGREEMENT = 'privacy'

/** What a balance top-up orders: it has no price of its own, and one of it costs what is typed. */
export const TOP_UP_PRODUCT = 'balance'

/** More than this nobody orders at once, whatever a product's own limit is: 100,000 thousands are 100 million units. */
export const MOST_THOUSANDS = 100_000

/** How many cards one order may have, where their product does not say. */
const MOST_CARDS = 100

/** How many cards of a product one order may have. */
export function mostCards({ maxThousands }: { maxThousands: number | null }): number {
  return maxThousands ?? MOST_CARDS
}

/** What quantities of a product may be ordered, in thousands. */
export type QuantityLimits = { maxThousands: number }

/** Units in `thousands`, e.g. 800 → 800,000. */
export function unitsOf(thousands: number): bigint {
  return BigInt(thousands) * 1000n
}

/** Price of a number of thousands at a price per thousand. Exact: no rounding can occur. */
export function totalOf(unitPriceFen: bigint, thousands: number): Money {
  return multiplyRounded(unitPriceFen, BigInt(thousands), 1n)
}

export function quantityAllowed(limits: QuantityLimits, thousands: number): boolean {
  return Number.isInteger(thousands) && thousands >= 1 && thousands <= limits.maxThousands
}

/** Above this the notice with the business support contacts is shown. */
export function discountWorthAsking(discountAboveThousands: number | null, thousands: number): boolean {
  return discountAboveThousands !== null && thousands > discountAboveThousands
}

/** What can be given one price for a unit; usage is priced in steps, and a top-up costs what is typed. */
export function hasUnitPrice(kind: string): boolean {
  return kind === 'package' || kind === 'subscription' || kind === 'card'
}

export type Standing = 'planned' | 'in-force' | 'former'

/**
 * Where each of a row of things that replace one another stands at a moment: the newest that has begun is in force.
 * `begins` is in rising order; of two that begin together only the later one ever counts.
 */
export function standings<Moment extends Date | string>(begins: readonly Moment[], now: Moment): Standing[] {
  const current = begins.findLastIndex((begin) => begin <= now)
  return begins.map((begin, position) => {
    if (position === current) return 'in-force'
    const next = begins[position + 1]
    return position < current || (next !== undefined && next <= begin) ? 'former' : 'planned'
  })
}
