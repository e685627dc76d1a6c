import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { sessions } from '@/db/schema/account'
import { systemNow } from '@/lib/command/clock'
import { command } from '@/lib/command/command'
import { sessionInput } from './account.input'

/** Signs out. Ending a session that is over already is no error. */
export const endSession = command({
  name: 'session.end',
  by: 'stranger',
  input: sessionInput,
  async run({ tx }, { sessionId, userId }) {
    await tx
      .update(sessions)
      .set({ endedAt: systemNow() })
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)))
  },
  audit: ({ userId }) => ({ subject: userId }),
})
