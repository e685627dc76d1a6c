import 'server-only'
import type { CookieOption, CookiesOptions, NextAuthOptions, User } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { endSession } from '@/lib/billing/account/end-session.command'
import { signIn } from '@/lib/billing/account/sign-in.flow'
import { env } from '@/lib/env'
import { Refusal } from '@/lib/kernel/refusal'
import { describeError, log } from '@/lib/web/log'
import { requestAddress, requestUserAgent } from '@/lib/web/request-context'
import { pathWithin } from '@/lib/web/safe-path'
import { STRANGER } from './actor'
import {
  cookieName,
  isSecureAddress,
  publicPort,
  readClaims,
  SESSION_SECONDS,
  writeClaims,
  type SessionToken,
} from './token'

/** A user as `authorize` hands it to the `jwt` callback: the claims of the session just opened. */
type SignedInUser = User & { claims: SessionToken }

/**
 * next-auth's own routes, with the same flow and the same throttles as the sign-in page. Credentials need tokens;
 * ours names a row of `sessions`, which every request reads. Made when asked for, since a build has no settings.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    cookies: ownCookies(),
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (credentials) => authorize(credentials),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (isSignedIn(user) ? writeClaims(user.claims) : token),
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => new URL(pathWithin(url, baseUrl, '/'), baseUrl).href,
    },
    events: {
      signOut: async ({ token }) => {
        const claims = readClaims(token)
        if (claims) await endSession(STRANGER, { sessionId: claims.sid, userId: claims.userId })
      },
    },
    logger: {
      error: (code, metadata) =>
        log.error(
          { code, error: describeError(metadata instanceof Error ? metadata : metadata.error) },
          'next-auth',
        ),
      warn: (code) => log.warn({ code }, 'next-auth'),
      debug: () => undefined,
    },
  }
}

/** The message of what is thrown becomes `?error=` of the sign-in page, so it is a refusal's code and nothing else. */
async function authorize(credentials: unknown): Promise<SignedInUser> {
  try {
    const { sid, userId, area } = await signIn(credentials, await requestAddress(), await requestUserAgent())
    return { id: userId, claims: { sid, userId, area } }
  } catch (error) {
    if (error instanceof Refusal) throw new Error(error.code)
    log.error({ command: 'session.open', error: describeError(error) }, 'a command failed')
    throw new Error('failed')
  }
}

function isSignedIn(user: User | undefined): user is SignedInUser {
  return user !== undefined && 'claims' in user
}

function ownCookies(): Partial<CookiesOptions> {
  const secure = isSecureAddress(env.NEXTAUTH_URL)
  const named = (kind: 'session' | 'csrf' | 'callback'): CookieOption => ({
    name: cookieName(kind, publicPort(env.NEXTAUTH_URL)),
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  })
  return { sessionToken: named('session'), csrfToken: named('csrf'), callbackUrl: named('callback') }
}
