import 'server-only'
import { and, gt, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { throttles } from '@/db/schema/account'
import { hashSecret } from '@/lib/auth/secret'
import { systemNow } from '@/lib/command/clock'
import { addSeconds } from '@/lib/kernel/calendar'
import type { Limit } from './account.rules'

/** A limit and whom it is counted for; the table keeps neither, only their SHA-256. */
export type Counted = { limit: Limit; of: string }

function keyOf({ limit, of }: Counted): string {
  return hashSecret(`${limit.name}:${of}`).toString('hex')
}

/**
 * Counts one attempt under each key before the attempt is made, so that attempts at once cannot all pass a check.
 * Returns the names of the limits that are exceeded by it. A window begins with its first attempt.
 */
export async function countAttempts(tx: Tx, counted: readonly Counted[]): Promise<string[]> {
  const now = systemNow()
  const exceeded: string[] = []
  // In the order of the keys, so that two transactions never wait for each other crosswise.
  for (const { key, limit } of counted.map((one) => ({ key: keyOf(one), limit: one.limit })).sort(byKey)) {
    const expired = sql`${throttles.windowStart} <= ${addSeconds(now, -limit.seconds).toISOString()}`
    const [row] = await tx
      .insert(throttles)
      .values({ key, windowStart: now, attempts: 1 })
      .onConflictDoUpdate({
        target: throttles.key,
        set: {
          attempts: sql`case when ${expired} then 1 else ${throttles.attempts} + 1 end`,
          windowStart: sql`case when ${expired} then excluded.window_start else ${throttles.windowStart} end`,
        },
      })
      .returning({ attempts: throttles.attempts })
    if ((row?.attempts ?? 0) > limit.most) exceeded.push(limit.name)
  }
  return exceeded
}

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1)

/** Takes the count of an attempt back that turned out well. */
export async function giveBackAttempts(tx: Tx, counted: readonly Counted[]): Promise<void> {
  await tx
    .update(throttles)
    .set({ attempts: sql`${throttles.attempts} - 1` })
    .where(and(inArray(throttles.key, counted.map(keyOf)), gt(throttles.attempts, 0)))
}

/** Begins anew for somebody who has shown in another way who they are. */
export async function clearAttempts(tx: Tx, counted: readonly Counted[]): Promise<void> {
  await tx
    .update(throttles)
    .set({ attempts: 0 })
    .where(inArray(throttles.key, counted.map(keyOf)))
}
