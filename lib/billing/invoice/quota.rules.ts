import { add, fen, type Money } from '@/lib/kernel/money'
import { NOT_TAXED, RATE_UNSET, suitsTax, type InvoiceKind } from './kind.rules'

/** One row of the quota. */
export type Quota = { amountFen: bigint; reservedFen: bigint; invoicedFen: bigint; heldFen: bigint }

/** What may still be applied for. */
export function freeOf(quota: Quota): Money {
  return fen(quota.amountFen - quota.reservedFen - quota.invoicedFen - quota.heldFen)
}

/**
 * What of an order that is still paid no invoice names or may come to name; null where it is never invoiced by itself. What
 * fell with its invoice counts: nothing names it any more, and it may go back.
 */
export function uninvoicedOf(rows: readonly Quota[], unrefundedFen: bigint): Money | null {
  if (rows.length === 0) return null
  const named = rows.map(({ reservedFen, invoicedFen, heldFen }) => reservedFen + invoicedFen + heldFen)
  return fen(unrefundedFen - add(...named))
}

export type Selectable = { section: string; sellerId: string; taxTreatment: string; freeFen: bigint }

export type WhyNot =
  | 'nothing-left'
  | 'rate-unset'
  | 'other-section'
  | 'other-seller'
  | 'not-taxed-apart'
  | 'not-taxed-general-only'

/**
 * Why a document cannot join what is selected, null where it can: one application has one section and one issuing
 * seller, and what is not taxed never stands beside what is. Rates may mix.
 */
export function whyNotTogether(
  candidate: Selectable,
  selected: readonly Selectable[],
  kind: InvoiceKind | null,
): WhyNot | null {
  if (candidate.freeFen <= 0n) return 'nothing-left'
  if (candidate.taxTreatment === RATE_UNSET) return 'rate-unset'
  if (kind !== null && !suitsTax(kind, candidate.taxTreatment)) return 'not-taxed-general-only'
  const [first] = selected
  if (!first) return null
  if (first.section !== candidate.section) return 'other-section'
  if (first.sellerId !== candidate.sellerId) return 'other-seller'
  const apart = (first.taxTreatment === NOT_TAXED) !== (candidate.taxTreatment === NOT_TAXED)
  return apart ? 'not-taxed-apart' : null
}
