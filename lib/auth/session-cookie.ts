import 'server-only'
import { encode } from 'next-auth/jwt'
import { cookies } from 'next/headers'
import { env } from '@/lib/env'
import { openToken } from './open-token'
import {
  cookieName,
  isSecureAddress,
  publicPort,
  readClaims,
  SESSION_SECONDS,
  writeClaims,
  type SessionToken,
} from './token'

const cookie = () => ({
  name: cookieName('session', publicPort(env.NEXTAUTH_URL)),
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: isSecureAddress(env.NEXTAUTH_URL),
})

/** The claims of this browser's cookie, in next-auth's own encrypted token; null without a valid one. */
export async function readSessionCookie(): Promise<SessionToken | null> {
  const token = (await cookies()).get(cookie().name)?.value
  if (!token) return null
  // A forged or outdated token makes next-auth throw; it is as good as none.
  const claims = await openToken({ token, secret: env.NEXTAUTH_SECRET }).catch(() => null)
  return readClaims(claims)
}

/** Sets the cookie next-auth would set. Only inside a server action or a route handler. */
export async function writeSessionCookie(claims: SessionToken): Promise<void> {
  const token = writeClaims(claims)
  const value = await encode({ token, secret: env.NEXTAUTH_SECRET, maxAge: SESSION_SECONDS })
  const jar = await cookies()
  jar.set({ ...cookie(), value, maxAge: SESSION_SECONDS })
}

/** Takes the cookie away. Only inside a server action or a route handler. */
export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies()
  jar.set({ ...cookie(), value: '', maxAge: 0 })
}
