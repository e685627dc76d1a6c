import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/account'
import { systemNow } from '@/lib/command/clock'
import { command } from '@/lib/command/command'
import { verifyEmailInput } from './account.input'
import { spendToken } from './spend-token.step'

/** Spends the link of a verification mail: the address is the person's. Throws `token.invalid`. */
export const verifyEmail = command({
  name: 'user.verify-email',
  by: 'stranger',
  input: verifyEmailInput,
  async run({ tx }, { token }) {
    const userId = await spendToken(tx, token, 'verify-email')
    await tx
      .update(users)
      .set({ emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${systemNow().toISOString()})` })
      .where(eq(users.id, userId))
    return { userId }
  },
  audit: (_input, { userId }) => ({ subject: userId }),
})
