import 'server-only'
import { STRANGER } from '@/lib/auth/actor'
import { hashPassword } from '@/lib/auth/password'
import { parseInput } from '@/lib/command/parse-input'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { resetPasswordForm } from './account.input'
import { findLinkAddress } from './account.queries'
import { passwordProblem } from './account.rules'
import { resetPassword } from './reset-password.command'

/** A mailed link and a new password. Throws InvalidInput and `token.invalid`; hashes only for a link that works. */
export async function chooseNewPassword(raw: unknown): Promise<void> {
  const { token, password } = parseInput(resetPasswordForm, raw)
  const email = await findLinkAddress(STRANGER, token, 'reset-password')
  if (email === null) throw new Refusal('token.invalid')
  const problem = passwordProblem(password, email)
  if (problem) throw new InvalidInput({ password: problem })
  await resetPassword(STRANGER, { token, passwordHash: await hashPassword(password) })
}
