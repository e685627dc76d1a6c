import 'server-only'
import type { Tx } from '@/db/client'
import { oneTimeTokens } from '@/db/schema/account'
import type { TokenPurpose } from './account.rules'

/** A link about to be mailed: `hash` is the SHA-256 of its secret, which only the mail carries. */
export type TokenToIssue = { hash: Buffer; purpose: TokenPurpose; userId: string; expiresAt: Date }

/** Keeps the hash of a one-time link. Offered to the mail room, whose job makes the secret. */
export async function issueToken(tx: Tx, token: TokenToIssue): Promise<void> {
  await tx.insert(oneTimeTokens).values(token)
}
