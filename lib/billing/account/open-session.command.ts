import 'server-only'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { members, sessions, staff, users } from '@/db/schema/account'
import type { Area } from '@/lib/auth/token'
import { SESSION_SECONDS } from '@/lib/auth/token'
import { systemNow } from '@/lib/command/clock'
import { command } from '@/lib/command/command'
import { addSeconds } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { openSessionInput } from './account.input'
import { limits } from './account.rules'
import { giveBackAttempts } from './count-attempts.step'

/**
 * Opens a session for somebody whose password was just verified, and takes the counted attempt back. Throws
 * `sign-in.failed` where the password changed or the person was disabled meanwhile, or belongs nowhere.
 */
export const openSession = command({
  name: 'session.open',
  by: 'stranger',
  input: openSessionInput,
  async run({ tx }, { userId, passwordHash, email, address, userAgent }) {
    // The row is locked, so a reset either ends this session too or has already changed the hash.
    const [user] = await tx
      .select({ locale: users.locale })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.passwordHash, passwordHash), isNull(users.disabledAt)))
      .for('share')
    const side = user ? await sideOf(tx, userId) : null
    if (!user || !side) throw new Refusal('sign-in.failed')
    const sessionId = newId()
    const expiresAt = addSeconds(systemNow(), SESSION_SECONDS)
    await tx
      .insert(sessions)
      .values({ id: sessionId, userId, accountId: side.accountId, expiresAt, userAgent })
    await giveBackAttempts(tx, [
      { limit: limits.signInPerEmail, of: email },
      { limit: limits.signInPerAddress, of: address },
    ])
    return { sessionId, userId, area: side.area, accountId: side.accountId, locale: user.locale }
  },
  audit: ({ userId }, { accountId }) => ({ subject: userId, account: accountId }),
})

/** Where a person belongs; null for one who is neither staff nor a member of any account. */
async function sideOf(tx: Tx, userId: string): Promise<{ area: Area; accountId: string | null } | null> {
  const [member] = await tx
    .select({ accountId: members.accountId })
    .from(members)
    .where(eq(members.userId, userId))
    .orderBy(asc(members.createdAt), asc(members.accountId))
    .limit(1)
  const [employed] = await tx.select({ userId: staff.userId }).from(staff).where(eq(staff.userId, userId))
  if (employed) return { area: 'staff', accountId: member?.accountId ?? null }
  return member ? { area: 'portal', accountId: member.accountId } : null
}
