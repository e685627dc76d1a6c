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

/** What makes two items one line. */
export const lineKey = ({ name, taxCode, taxTreatment }: Omit<ClaimedItem, 'amountFen'>): string =>
  JSON.stringify([name, taxCode, taxTreatment])

/**
 * Merges claims of one item name, tax code and treatment into a line, in the order they come; tax once per line. What a
 * deficit takes beyond its own item is taken from others of its tax treatment, since no line of an invoice may be negative.
 */
export function linesOf(claims: readonly ClaimedItem[]): InvoiceLine[] {
  const merged = new Map<string, ClaimedItem>()
  for (const claim of claims) {
    const before = merged.get(lineKey(claim))?.amountFen ?? 0n
    merged.set(lineKey(claim), { ...claim, amountFen: before + claim.amountFen })
  }
  return netted([...merged.values()]).map(withTax)
}

function netted(items: readonly ClaimedItem[]): ClaimedItem[] {
  const left = items.map((item) => ({ ...item }))
  for (const item of left)
    for (const other of left) {
      if (item.amountFen >= 0n) break
      if (other.taxTreatment !== item.taxTreatment || other.amountFen <= 0n) continue
      const taken = other.amountFen < -item.amountFen ? other.amountFen : -item.amountFen
      other.amountFen -= taken
      item.amountFen += taken
    }
  if (left.some(({ amountFen }) => amountFen < 0n))
    throw new RangeError('a deficit larger than what it is netted with')
  return left.filter(({ amountFen }) => amountFen > 0n)
}

/** Lines as they are kept: amounts as digits, since JSON has no integers of this size. */
export function plainLines(lines: readonly InvoiceLine[]) {
  return lines.map((line) => ({
    ...line,
    amountFen: String(line.amountFen),
    exclusiveFen: String(line.exclusiveFen),
    taxFen: String(line.taxFen),
  }))
}

/** Reads back what `plainLines` wrote. */
export function readLines(kept: unknown): InvoiceLine[] {
  return (kept as ReturnType<typeof plainLines>).map((line) => ({
    ...line,
    amountFen: fen(line.amountFen),
    exclusiveFen: fen(line.exclusiveFen),
    taxFen: fen(line.taxFen),
  }))
}

export function withTax({ name, taxCode, taxTreatment, amountFen }: ClaimedItem): InvoiceLine {
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
