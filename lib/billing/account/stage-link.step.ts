import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { users } from '@/db/schema/account'
import { stage } from '@/lib/command/outbox'
import { newId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { limits, type TokenPurpose } from './account.rules'
import { countAttempts } from './count-attempts.step'

/**
 * Stages the mail with a one-time link for an address that a stranger typed. Nothing is staged for an unknown
 * address, a disabled person, one who is verified already, or after too many mails; whoever asks cannot tell.
 * Returns the person's id or null, for the audit row. Throws `throttle.too-many` by the sender's own address.
 */
export async function stageLink(
  tx: Tx,
  kind: TokenPurpose,
  { email, address }: { email: string; address: string },
): Promise<string | null> {
  const exceeded = await countAttempts(tx, [
    { limit: limits.mailPerEmail, of: email },
    { limit: limits.mailPerAddress, of: address },
  ])
  if (exceeded.includes(limits.mailPerAddress.name)) throw new Refusal('throttle.too-many')
  const [user] = await tx
    .select({ id: users.id, disabledAt: users.disabledAt, verifiedAt: users.emailVerifiedAt })
    .from(users)
    .where(eq(users.email, email))
  if (!user || user.disabledAt || exceeded.length > 0) return user?.id ?? null
  if (kind === 'verify-email' && user.verifiedAt) return user.id
  await stage(tx, { task: 'send-mail', payload: { key: newId(), kind, userId: user.id } })
  return user.id
}
