/** An amount of CNY in integer fen. Made only by the functions of this file, so that no float can slip in. */
export type Money = bigint & { readonly fen: unique symbol }

export const ZERO = 0n as Money

/** Brands an integer count of fen. Throws RangeError for anything that is not an integer. */
export function fen(amount: bigint | number | string): Money {
  if (typeof amount === 'string' && !/^-?\d+$/.test(amount)) throw new RangeError('not an integer of fen')
  if (typeof amount === 'number' && !Number.isSafeInteger(amount)) throw new RangeError('not a safe integer')
  return BigInt(amount) as Money
}

/** Reads a decimal amount in yuan with at most two decimals, e.g. "1234.5". Throws RangeError. */
export function parseYuan(text: string): Money {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) throw new RangeError('not a decimal amount in yuan')
  const [, sign, yuan = '', cents = ''] = match
  const magnitude = BigInt(yuan) * 100n + BigInt(cents.padEnd(2, '0'))
  return (sign === '-' ? -magnitude : magnitude) as Money
}

/** The plain decimal form that files and JSON carry: "1234.56", "-0.05". */
export function formatYuan(amount: bigint): string {
  const magnitude = amount < 0n ? -amount : amount
  const cents = String(magnitude % 100n).padStart(2, '0')
  return `${amount < 0n ? '-' : ''}${magnitude / 100n}.${cents}`
}

export function add(...amounts: readonly bigint[]): Money {
  return amounts.reduce((sum, amount) => sum + amount, 0n) as Money
}

export function negate(amount: bigint): Money {
  return -amount as Money
}

/** amount × numerator ÷ denominator, rounded half away from zero: the one rounding of this product. */
export function multiplyRounded(amount: bigint, numerator: bigint, denominator: bigint): Money {
  if (denominator <= 0n) throw new RangeError('the denominator must be positive')
  const product = amount * numerator
  const magnitude = product < 0n ? -product : product
  const rounded = (2n * magnitude + denominator) / (2n * denominator)
  return (product < 0n ? -rounded : rounded) as Money
}

/**
 * Splits an amount in proportion to weights so that the parts sum to it exactly: largest remainder,
 * ties by position. All-zero weights count as equal. Throws RangeError without weights or with a negative one.
 */
export function splitByWeights(total: bigint, weights: readonly bigint[]): Money[] {
  if (weights.length === 0) throw new RangeError('nothing to split over')
  if (weights.some((weight) => weight < 0n)) throw new RangeError('a weight is negative')
  const given = weights.reduce((sum, weight) => sum + weight, 0n)
  const shares = given === 0n ? weights.map(() => 1n) : weights
  const sum = given === 0n ? BigInt(weights.length) : given
  const sign = total < 0n ? -1n : 1n
  const magnitude = total * sign
  const parts = shares.map((share) => (magnitude * share) / sum)
  const left = magnitude - parts.reduce((a, b) => a + b, 0n)
  const byRemainder = shares
    .map((share, position) => ({ position, remainder: (magnitude * share) % sum }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.position - b.position : a.remainder > b.remainder ? -1 : 1,
    )
  const favoured = new Set(byRemainder.slice(0, Number(left)).map((entry) => entry.position))
  return parts.map((part, position) => (sign * (part + (favoured.has(position) ? 1n : 0n))) as Money)
}

/** Parts of a tax-inclusive amount: tax = inclusive ÷ (1 + rate) × rate, in fen, half up. Rate like "0.06". */
export function exclusiveOfTax(inclusive: bigint, rate: string): { exclusiveFen: Money; taxFen: Money } {
  const match = /^(\d)(?:\.(\d{1,6}))?$/.exec(rate)
  if (!match) throw new RangeError('not a tax rate')
  const decimals = match[2] ?? ''
  const scale = 10n ** BigInt(decimals.length)
  const scaled = BigInt((match[1] ?? '') + decimals)
  const exclusive = multiplyRounded(inclusive, scale, scale + scaled)
  return { exclusiveFen: exclusive, taxFen: (inclusive - exclusive) as Money }
}
