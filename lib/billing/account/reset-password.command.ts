import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { oneTimeTokens, users } from '@/db/schema/account'
import { systemNow } from '@/lib/command/clock'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { resetPasswordInput } from './account.input'
import { limits } from './account.rules'
import { clearAttempts } from './count-attempts.step'
import { endSessions } from './end-sessions.step'
import { spendToken } from './spend-token.step'

/**
 * Spends the link of a reset or invitation mail: sets the password, verifies the address the mail reached, ends
 * every session and the person's other such links. Throws `token.invalid`.
 */
export const resetPassword = command({
  name: 'user.reset-password',
  by: 'stranger',
  input: resetPasswordInput,
  async run({ tx }, { token, passwordHash }) {
    const userId = await spendToken(tx, token, 'reset-password')
    const now = systemNow()
    const [user] = await tx
      .update(users)
      .set({ passwordHash, emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${now.toISOString()})` })
      .where(and(eq(users.id, userId), isNull(users.disabledAt)))
      .returning({ email: users.email })
    if (!user) throw new Refusal('token.invalid')
    await tx
      .update(oneTimeTokens)
      .set({ usedAt: now })
      .where(
        and(
          eq(oneTimeTokens.userId, userId),
          eq(oneTimeTokens.purpose, 'reset-password'),
          isNull(oneTimeTokens.usedAt),
        ),
      )
    await clearAttempts(tx, [{ limit: limits.signInPerEmail, of: user.email }])
    return { userId, ended: await endSessions(tx, userId) }
  },
  audit: (_input, { userId, ended }) => ({ subject: userId, detail: { ended } }),
})
