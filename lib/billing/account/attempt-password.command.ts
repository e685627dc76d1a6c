import 'server-only'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/account'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { limits } from './account.rules'
import { countAttempts } from './count-attempts.step'
import { attemptPasswordInput } from './security.input'

/**
 * Counts an attempt to prove one's password once more, before it is looked at: whoever found a browser signed in may
 * not guess there at leisure. Says what to compare it with. Throws `sign-in.throttled`.
 */
export const attemptPassword = command({
  name: 'password.attempt',
  by: 'stranger',
  input: attemptPasswordInput,
  async run({ tx }, { userId }) {
    const exceeded = await countAttempts(tx, [{ limit: limits.passwordPerPerson, of: userId }])
    if (exceeded.length > 0) throw new Refusal('sign-in.throttled')
    const [user] = await tx
      .select({ passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.id, userId))
    return { passwordHash: user?.passwordHash ?? null }
  },
  audit: ({ userId }) => ({ subject: userId }),
})
