import type { Selectable } from './quota.rules'

type Key = Pick<Selectable, 'section' | 'sellerId' | 'taxTreatment'>

/** What was given back of invoiced yuan, and is netted in the next application of its key. */
export type Deficient = Key & { amountFen: bigint }

/** The deficits of the keys that are chosen: nobody can leave them out. */
export function nettedWith<D extends Deficient>(chosen: readonly Key[], deficits: readonly D[]): D[] {
  return deficits.filter((deficit) =>
    chosen.some(
      (row) =>
        row.section === deficit.section &&
        row.sellerId === deficit.sellerId &&
        row.taxTreatment === deficit.taxTreatment,
    ),
  )
}

/**
 * The deficit that the chosen documents of its tax treatment do not cover, null where all are covered and something is
 * left: no line of an invoice may be negative, and an invoice is of at least 0.01.
 */
export function treatmentInDeficit(
  chosen: readonly Selectable[],
  netted: readonly Deficient[],
): bigint | null {
  const owed = new Map<string, bigint>()
  for (const { taxTreatment, amountFen } of netted)
    owed.set(taxTreatment, (owed.get(taxTreatment) ?? 0n) + amountFen)
  let left = 0n
  for (const treatment of new Set(chosen.map(({ taxTreatment }) => taxTreatment))) {
    const free = chosen
      .filter(({ taxTreatment }) => taxTreatment === treatment)
      .reduce((sum, { freeFen }) => sum + freeFen, 0n)
    const deficit = owed.get(treatment) ?? 0n
    if (deficit > free) return deficit
    left += free - deficit
  }
  if (left > 0n) return null
  return [...owed.values()].reduce((sum, deficit) => sum + deficit, 0n)
}

type Free = Key & { freeFen: bigint }

/** What may be applied for in all: what is free of each key, less its deficits. */
export function invoiceableOf(rows: readonly Free[], deficits: readonly Deficient[]): bigint {
  const left = new Map<string, bigint>()
  const count = ({ section, sellerId, taxTreatment }: Key, amount: bigint) => {
    const key = JSON.stringify([section, sellerId, taxTreatment])
    left.set(key, (left.get(key) ?? 0n) + amount)
  }
  for (const row of rows) count(row, row.freeFen)
  for (const deficit of deficits) count(deficit, -deficit.amountFen)
  return [...left.values()].reduce((sum, amount) => (amount > 0n ? sum + amount : sum), 0n)
}
