import { fen, negate, splitByWeights, type Money } from '@/lib/kernel/money'
import { lineKey, withTax, type InvoiceLine } from './lines.rules'

/** An issued invoice with the lines of the red ones that have reversed parts of it; those are negative. */
export type Blue = { id: string; lines: readonly InvoiceLine[]; reversed: readonly InvoiceLine[] }

/** What one red invoice reverses: its lines are negative, its amount is positive. */
export type RedPart = { invoiceId: string; amountFen: Money; lines: InvoiceLine[] }

/** What is left of an invoice's lines; the rest of a line keeps the rest of its tax, so that no cent is lost on the way. */
export function leftOf({ lines, reversed }: Blue): InvoiceLine[] {
  const gone = new Map<string, { amountFen: bigint; taxFen: bigint }>()
  for (const line of reversed) {
    const before = gone.get(lineKey(line))
    gone.set(lineKey(line), {
      amountFen: (before?.amountFen ?? 0n) - line.amountFen,
      taxFen: (before?.taxFen ?? 0n) - line.taxFen,
    })
  }
  return lines.flatMap((line) => {
    const taken = gone.get(lineKey(line))
    if (!taken || taken.amountFen === 0n) return [line]
    const amountFen = taken.amountFen < line.amountFen ? taken.amountFen : line.amountFen
    const taxFen = amountFen === line.amountFen ? line.taxFen : taken.taxFen
    gone.set(lineKey(line), { amountFen: taken.amountFen - amountFen, taxFen: taken.taxFen - taxFen })
    if (amountFen === line.amountFen) return []
    return [without(line, amountFen, taxFen)]
  })
}

/** What of the invoices can still be reversed. */
export function leftIn(blues: readonly Blue[]): Money {
  return fen(blues.flatMap(leftOf).reduce((sum, { amountFen }) => sum + amountFen, 0n))
}

/**
 * The red invoices that reverse an amount: from the line named first as far as it goes, the rest in proportion to what
 * is left of the lines. Throws RangeError for more than there is.
 */
export function redParts(blues: readonly Blue[], amountFen: bigint, first: string | null = null): RedPart[] {
  const total = leftIn(blues)
  if (amountFen <= 0n || amountFen > total) throw new RangeError('more than is left to reverse')
  const needs = needsByLine(blues, amountFen, first)
  return blues.flatMap((blue) => {
    const lines = leftOf(blue).flatMap((line) => {
      const need = needs.get(lineKey(line)) ?? 0n
      const taken = need < line.amountFen ? need : line.amountFen
      needs.set(lineKey(line), need - taken)
      return taken > 0n ? [negative(line, taken)] : []
    })
    const sum = lines.reduce((all, line) => all - line.amountFen, 0n)
    return sum > 0n ? [{ invoiceId: blue.id, amountFen: fen(sum), lines }] : []
  })
}

function needsByLine(blues: readonly Blue[], amountFen: bigint, first: string | null): Map<string, bigint> {
  const left = new Map<string, bigint>()
  for (const line of blues.flatMap(leftOf))
    left.set(lineKey(line), (left.get(lineKey(line)) ?? 0n) + line.amountFen)
  const preferred = first === null ? 0n : (left.get(first) ?? 0n)
  const fromFirst = preferred < amountFen ? preferred : amountFen
  const others = [...left].filter(([key]) => key !== first)
  const needs = new Map<string, bigint>(first === null ? [] : [[first, fromFirst]])
  if (others.length === 0) return needs
  const parts = splitByWeights(
    amountFen - fromFirst,
    others.map(([, amount]) => amount),
  )
  for (const [at, [key]] of others.entries()) needs.set(key, parts[at] ?? 0n)
  return needs
}

function negative(line: InvoiceLine, amountFen: bigint): InvoiceLine {
  const { taxFen } = amountFen === line.amountFen ? line : withTax({ ...line, amountFen })
  // Rounded part by part, the tax could come to more than the line has.
  const tax = taxFen < line.taxFen ? taxFen : line.taxFen
  return { ...line, amountFen: negate(amountFen), taxFen: negate(tax), exclusiveFen: fen(tax - amountFen) }
}

function without(line: InvoiceLine, amountFen: bigint, taxFen: bigint): InvoiceLine {
  const left = { amountFen: fen(line.amountFen - amountFen), taxFen: fen(line.taxFen - taxFen) }
  return { ...line, ...left, exclusiveFen: fen(left.amountFen - left.taxFen) }
}

/** What of a document an application still claims, with the item it stands on the invoice as. */
export type ClaimLeft = {
  invoiceableId: string
  name: string
  taxCode: string
  taxTreatment: string
  leftFen: bigint
  heldFen: bigint
}

/**
 * Which documents a red invoice reverses: those of its lines' items, what is held for a refund first; then those of the
 * same tax treatment, which a deficit may have lent its amount. The last one of an application takes all that is left.
 */
export function claimParts(
  lines: readonly InvoiceLine[],
  claims: readonly ClaimLeft[],
  whole: boolean,
): Map<string, Money> {
  const parts = new Map<string, Money>()
  const take = (claim: ClaimLeft, most: bigint): bigint => {
    const before = parts.get(claim.invoiceableId) ?? 0n
    const taken = claim.leftFen - before < most ? claim.leftFen - before : most
    if (taken > 0n) parts.set(claim.invoiceableId, fen(before + taken))
    return taken
  }
  if (whole) {
    for (const claim of claims) take(claim, claim.leftFen)
    return parts
  }
  const heldFirst = [...claims].sort((a, b) => (a.heldFen > 0n ? 0 : 1) - (b.heldFen > 0n ? 0 : 1))
  const fits: readonly ((line: InvoiceLine, claim: ClaimLeft) => boolean)[] = [
    (line, claim) => lineKey(line) === lineKey(claim),
    (line, claim) => line.taxTreatment === claim.taxTreatment,
    () => true,
  ]
  for (const line of lines) {
    let need: bigint = negate(line.amountFen)
    for (const fit of fits) for (const claim of heldFirst) if (fit(line, claim)) need -= take(claim, need)
  }
  return parts
}
