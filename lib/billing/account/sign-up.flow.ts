import 'server-only'
import { STRANGER, type Locale } from '@/lib/auth/actor'
import { hashPassword } from '@/lib/auth/password'
import { parseInput } from '@/lib/command/parse-input'
import { signUpForm } from './account.input'
import { signUp } from './sign-up.command'

/**
 * Hashes first, outside of any transaction and whether or not the address is known, so that both take as long.
 * Throws InvalidInput and `throttle.too-many`. `address` is the sender's.
 */
export async function startSignUp(raw: unknown, locale: Locale, address: string): Promise<void> {
  const { password, ...person } = parseInput(signUpForm, raw)
  await signUp(STRANGER, { ...person, passwordHash: await hashPassword(password), locale, address })
}
