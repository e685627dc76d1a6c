import 'server-only'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { oneTimeTokens } from '@/db/schema/account'
import { hashSecret } from '@/lib/auth/secret'
import { systemNow } from '@/lib/command/clock'
import { Refusal } from '@/lib/kernel/refusal'
import type { TokenPurpose } from './account.rules'

/**
 * Spends a one-time link and says whose it was. Throws `token.invalid` alike for an unknown, spent, expired or
 * differently meant one. Links live by the real clock, not the business clock.
 */
export async function spendToken(tx: Tx, secret: string, purpose: TokenPurpose): Promise<string> {
  const now = systemNow()
  const [spent] = await tx
    .update(oneTimeTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(oneTimeTokens.hash, hashSecret(secret)),
        eq(oneTimeTokens.purpose, purpose),
        isNull(oneTimeTokens.usedAt),
        gt(oneTimeTokens.expiresAt, now),
      ),
    )
    .returning({ userId: oneTimeTokens.userId })
  if (!spent) throw new Refusal('token.invalid')
  return spent.userId
}
