import 'server-only'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/account'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { attemptSignInInput } from './account.input'
import { limits } from './account.rules'
import { countAttempts } from './count-attempts.step'

/**
 * Counts an attempt to sign in before its password is looked at, and says what to compare it with. An unknown
 * address and a disabled person answer alike: nothing to compare. Throws `sign-in.throttled`.
 */
export const attemptSignIn = command({
  name: 'sign-in.attempt',
  by: 'stranger',
  input: attemptSignInInput,
  async run({ tx }, { email, address }) {
    const exceeded = await countAttempts(tx, [
      { limit: limits.signInPerEmail, of: email },
      { limit: limits.signInPerAddress, of: address },
    ])
    if (exceeded.length > 0) throw new Refusal('sign-in.throttled')
    const [user] = await tx
      .select({ userId: users.id, passwordHash: users.passwordHash, disabledAt: users.disabledAt })
      .from(users)
      .where(eq(users.email, email))
    return { userId: user?.userId ?? null, passwordHash: user && !user.disabledAt ? user.passwordHash : null }
  },
  audit: (_input, { userId }) => ({ subject: userId }),
})
