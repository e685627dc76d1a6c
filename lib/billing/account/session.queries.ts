import 'server-only'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { sessions } from '@/db/schema/account'
import type { StrangerActor } from '@/lib/auth/actor'
import { systemNow } from '@/lib/command/clock'
import { read } from '@/lib/command/read'

export type SessionView = { id: string; userAgent: string; startedAt: Date; lastUsedAt: Date }

/** The live sessions of a person, the last used one first. `userId` comes from the person's own session. */
export async function listSessions(actor: StrangerActor, userId: string): Promise<SessionView[]> {
  return read(actor, (tx) =>
    tx
      .select({
        id: sessions.id,
        userAgent: sessions.userAgent,
        startedAt: sessions.createdAt,
        lastUsedAt: sessions.lastUsedAt,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, systemNow())))
      .orderBy(desc(sessions.lastUsedAt), desc(sessions.id)),
  )
}
