import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { removeExpired } from './remove-expired.command'

const BATCH = 100

/** Removes the applications that have been kept for their years, some at a time, until none is left. */
export async function removeExpiredApplications(): Promise<{ removed: number; emptied: number }> {
  const sum = { removed: 0, emptied: 0 }
  for (;;) {
    const { removed, emptied } = await removeExpired(SYSTEM, { most: BATCH })
    if (removed + emptied === 0) return sum
    sum.removed += removed
    sum.emptied += emptied
  }
}
