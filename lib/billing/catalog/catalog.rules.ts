import { multiplyRounded, type Money } from '@/lib/kernel/money'

/** The agreement every order of a resource needs. */
export const PRIVACY_AGREEMENT = 'privacy'

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
