import 'server-only'
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { sessions } from '@/db/schema/account'
import { systemNow } from '@/lib/command/clock'

/** Ends a person's sessions, all of them or all but one, and says how many. */
export async function endSessions(tx: Tx, userId: string, keep?: string): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: systemNow() })
    .where(
      and(eq(sessions.userId, userId), isNull(sessions.endedAt), keep ? ne(sessions.id, keep) : undefined),
    )
    .returning({ userId: sessions.userId })
  return ended.length
}
