import { exclusiveOfTax, fen, type Money } from '@/lib/kernel/money'
import { NOT_TAXED } from './kind.rules'

/** What is claimed of one invoiceable, with what its product is called on an invoice. */
export type ClaimedItem = { name: string; taxCode: string; taxTreatment: string; amountFen: bigint }

export type InvoiceLine = {
  name: string
  taxCode: string
  taxTreatment: string
  /** Tax included. */
  amountFen: Money
  exclusiveFen: Money
  taxFen: Money
}

/** Merges claims of one item name, tax code and treatment into a line, in the order they come; tax once per line. */
export function linesOf(claims: readonly ClaimedItem[]): InvoiceLine[] {
  const merged = new Map<string, ClaimedItem>()
  for (const claim of claims) {
    const key = JSON.stringify([claim.name, claim.taxCode, claim.taxTreatment])
    const before = merged.get(key)?.amountFen ?? 0n
    merged.set(key, { ...claim, amountFen: before + claim.amountFen })
  }
  return [...merged.values()].map(withTax)
}

function withTax({ name, taxCode, taxTreatment, amountFen }: ClaimedItem): InvoiceLine {
  const { exclusiveFen, taxFen } =
    taxTreatment === NOT_TAXED
      ? { exclusiveFen: fen(amountFen), taxFen: fen(0) }
      : exclusiveOfTax(amountFen, taxTreatment)
  return { name, taxCode, taxTreatment, amountFen: fen(amountFen), exclusiveFen, taxFen }
}

/** The sums of lines; a total is never computed from a total. */
export function totalsOf(lines: readonly InvoiceLine[]): {
  amountFen: Money
  exclusiveFen: Money
  taxFen: Money
} {
  const sum = (part: 'amountFen' | 'exclusiveFen' | 'taxFen') =>
    fen(lines.reduce((total, line) => total + line[part], 0n))
  return { amountFen: sum('amountFen'), exclusiveFen: sum('exclusiveFen'), taxFen: sum('taxFen') }
}

/**
 * Spreads lines over as few invoices as a seller's limit per invoice allows, each filled before the next; a line that
 * does not fit is cut, and taxed anew in each part. The limit counts without tax, as the tax bureau counts it.
 */
export function invoicesWithin(lines: readonly InvoiceLine[], limitFen: bigint): InvoiceLine[][] {
  if (limitFen <= 0n) throw new RangeError('the limit of an invoice must be positive')
  const invoices: InvoiceLine[][] = []
  let room = 0n
  for (const line of lines)
    for (let left: bigint = line.amountFen; left > 0n;) {
      if (room === 0n) {
        invoices.push([])
        room = limitFen
      }
      const part = withTax({ ...line, amountFen: largestWithin(line, left, room) })
      if (part.amountFen === 0n) {
        room = 0n
        continue
      }
      invoices.at(-1)?.push(part)
      left -= part.amountFen
      room -= part.exclusiveFen
    }
  return invoices
}

/** The largest part of a line whose amount without tax fits; found by halving, since rounding has no neat inverse. */
function largestWithin(line: InvoiceLine, left: bigint, room: bigint): bigint {
  const fits = (amountFen: bigint) => withTax({ ...line, amountFen }).exclusiveFen <= room
  if (fits(left)) return left
  let low = 0n
  let high = left
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}
