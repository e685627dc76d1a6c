import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { oneTimeTokens, users } from '@/db/schema/account'
import { systemNow } from '@/lib/command/clock'
import { command } from '@/lib/command/command'
import { InvalidInput } from '@/lib/kernel/refusal'
import { limits } from './account.rules'
import { clearAttempts } from './count-attempts.step'
import { endSessions } from './end-sessions.step'
import { changePasswordInput } from './security.input'

/**
 * Sets a new password for somebody who has just proven the current one, ends every other session of theirs and every
 * reset link. Throws InvalidInput where the password was changed meanwhile: what was proven is not the current one.
 */
export const changePassword = command({
  name: 'user.change-password',
  by: 'stranger',
  input: changePasswordInput,
  async run({ tx }, { userId, sessionId, verifiedHash, passwordHash }) {
    const changed = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, userId), eq(users.passwordHash, verifiedHash), isNull(users.disabledAt)))
      .returning({ id: users.id })
    if (changed.length === 0) throw new InvalidInput({ currentPassword: 'password-wrong' })
    await tx
      .update(oneTimeTokens)
      .set({ usedAt: systemNow() })
      .where(
        and(
          eq(oneTimeTokens.userId, userId),
          eq(oneTimeTokens.purpose, 'reset-password'),
          isNull(oneTimeTokens.usedAt),
        ),
      )
    await clearAttempts(tx, [{ limit: limits.passwordPerPerson, of: userId }])
    return { ended: await endSessions(tx, userId, sessionId) }
  },
  audit: ({ userId }, { ended }) => ({ subject: userId, detail: { ended } }),
})
