import 'server-only'
import { STRANGER } from '@/lib/auth/actor'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { parseInput } from '@/lib/command/parse-input'
import { InvalidInput } from '@/lib/kernel/refusal'
import { attemptPassword } from './attempt-password.command'
import { changePassword } from './change-password.command'
import { changePasswordForm } from './security.input'

/** Whose password it is, from their own session. */
export type OwnSession = { userId: string; sessionId: string; email: string }

/**
 * The current password and a new one, under the rules of sign-up; compared and hashed between the two transactions.
 * Says how many other sessions ended. Throws InvalidInput and `sign-in.throttled`.
 */
export async function changeOwnPassword(
  { userId, sessionId, email }: OwnSession,
  raw: Readonly<Record<string, unknown>>,
): Promise<{ ended: number }> {
  const { currentPassword, password } = parseInput(changePasswordForm, { ...raw, email })
  const { passwordHash: verifiedHash } = await attemptPassword(STRANGER, { userId })
  const matches = await verifyPassword(verifiedHash, currentPassword)
  if (!matches) throw new InvalidInput({ currentPassword: 'password-wrong' })
  return changePassword(STRANGER, {
    userId,
    sessionId,
    verifiedHash,
    passwordHash: await hashPassword(password),
  })
}
