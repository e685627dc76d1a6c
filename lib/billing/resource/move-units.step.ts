import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { packages } from '@/db/schema/resource'
import type { Package } from './resource.load'

type Place = 'remainingUnits' | 'lockedUnits' | 'refundedUnits'

/**
 * Moves units of a locked package: from what remains to what is locked by a refund asked for, on to what was given
 * back, or back again. Units never come into being nor vanish by it: the CHECK refuses more than there are.
 */
export async function moveUnits(tx: Tx, held: Package, units: bigint, from: Place, to: Place): Promise<void> {
  if (units === 0n) return
  await tx
    .update(packages)
    .set({ [from]: held[from] - units, [to]: held[to] + units })
    .where(eq(packages.id, held.id))
}
