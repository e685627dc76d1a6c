import 'server-only'
import { STRANGER, type Locale } from '@/lib/auth/actor'
import { verifyPassword } from '@/lib/auth/password'
import type { SessionToken } from '@/lib/auth/token'
import { parseInput } from '@/lib/command/parse-input'
import { Refusal } from '@/lib/kernel/refusal'
import { signInForm } from './account.input'
import { attemptSignIn } from './attempt-sign-in.command'
import { openSession } from './open-session.command'

export type SignedIn = SessionToken & { locale: Locale }

/**
 * E-mail and password to an open session. The hash is compared between the two transactions, and with nobody's
 * where there is none, so an unknown address takes as long as a wrong password. Throws InvalidInput,
 * `sign-in.throttled` and, for every other reason alike, `sign-in.failed`. `address` and `userAgent` are the sender's.
 */
export async function signIn(raw: unknown, address: string, userAgent = ''): Promise<SignedIn> {
  const { email, password } = parseInput(signInForm, raw)
  const { userId, passwordHash } = await attemptSignIn(STRANGER, { email, address })
  const matches = await verifyPassword(passwordHash, password)
  if (!matches || userId === null || passwordHash === null) throw new Refusal('sign-in.failed')
  const opened = await openSession(STRANGER, { userId, passwordHash, email, address, userAgent })
  return { sid: opened.sessionId, userId, area: opened.area, locale: opened.locale }
}
