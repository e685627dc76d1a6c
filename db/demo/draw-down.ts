import type { packages } from '@/db/schema/resource'

type Package = typeof packages.$inferInsert

/** How many in a hundred of an account's units are gone. */
const USED_PERCENT = 58n
/** What nobody used in time. */
const LEFT_AT_EXPIRY = 3_140n

/** What was not given back, and is not asked back, can be used. */
const usable = (row: Package) => row.units - (row.lockedUnits ?? 0n) - (row.refundedUnits ?? 0n)

/** Takes what was used from the packages of each account and product, earliest expiry first. */
export function drawDown(rows: readonly Package[], now: Date): void {
  const groups = Map.groupBy(rows, (row) => `${row.accountId} ${row.productCode}`)
  for (const group of groups.values()) {
    const valid = group
      .filter((row) => row.expiresAt > now)
      .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
    let used = (valid.reduce((sum, row) => sum + usable(row), 0n) * USED_PERCENT) / 100n
    // A number that looks counted, not computed.
    if (used > 1_000n) used -= 263n
    for (const row of valid) {
      const taken = used < usable(row) ? used : usable(row)
      row.remainingUnits = usable(row) - taken
      used -= taken
    }
    for (const row of group) if (row.expiresAt <= now) row.remainingUnits = LEFT_AT_EXPIRY
  }
}
