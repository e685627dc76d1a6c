import 'server-only'
import { STRANGER } from '@/lib/auth/actor'
import { hashPassword } from '@/lib/auth/password'
import { parseInput } from '@/lib/command/parse-input'
import { Refusal } from '@/lib/kernel/refusal'
import { resetPasswordForm } from './account.input'
import { isLinkValid } from './account.queries'
import { resetPassword } from './reset-password.command'

/** A mailed link and a new password. Throws InvalidInput and `token.invalid`; hashes only for a link that works. */
export async function chooseNewPassword(raw: unknown): Promise<void> {
  const { token, password } = parseInput(resetPasswordForm, raw)
  if (!(await isLinkValid(STRANGER, token, 'reset-password'))) throw new Refusal('token.invalid')
  await resetPassword(STRANGER, { token, passwordHash: await hashPassword(password) })
}
