import 'server-only'
import { and, eq, isNull, lt } from 'drizzle-orm'
import { sessions } from '@/db/schema/account'
import { systemNow } from '@/lib/command/clock'
import { command } from '@/lib/command/command'
import { addSeconds } from '@/lib/kernel/calendar'
import { SESSION_TOUCH_SECONDS } from './account.rules'
import { sessionInput } from './account.input'

/** Notes that a session is in use, as coarsely as its list shows it. */
export const touchSession = command({
  name: 'session.touch',
  by: 'stranger',
  input: sessionInput,
  async run({ tx }, { sessionId, userId }) {
    const now = systemNow()
    await tx
      .update(sessions)
      .set({ lastUsedAt: now })
      .where(
        and(
          eq(sessions.id, sessionId),
          eq(sessions.userId, userId),
          isNull(sessions.endedAt),
          lt(sessions.lastUsedAt, addSeconds(now, -SESSION_TOUCH_SECONDS)),
        ),
      )
  },
  // It says nothing that a person did: a row for every few minutes of reading would bury those that do.
  audit: () => null,
})
