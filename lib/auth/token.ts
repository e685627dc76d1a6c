import type { JWT } from 'next-auth/jwt'

/**
 * What the cookie's token says: which session row, whose, and coarsely where that person belongs. It grants
 * nothing by itself: guards read the row behind it. Edge-safe, since the middleware reads it too.
 */
export type SessionToken = { sid: string; userId: string; area: Area }

/** The side of the product a person works on. Staff may be members of an account as well; their area is `staff`. */
export type Area = 'portal' | 'staff'

/** A working day with its overtime: nobody is sent away while paying, and a forgotten browser is closed by morning. */
export const SESSION_SECONDS = 12 * 3600

/** The port that browsers see, whatever port each of several servers behind it listens on. */
export function publicPort(address: string): string {
  const { port, protocol } = new URL(address)
  return port || (protocol === 'https:' ? '443' : '80')
}

/** Cookies ignore ports, so instances on one host carry theirs in the name and do not sign each other out. */
export function cookieName(kind: 'session' | 'csrf' | 'callback', port: string | number): string {
  return `bc-${kind}-${port}`
}

export function isSecureAddress(address: string): boolean {
  return address.startsWith('https://')
}

/** The claims of a decoded token; null for anything that is not one of ours. */
export function readClaims(token: JWT | null): SessionToken | null {
  const { sid, sub, area } = token ?? {}
  if (typeof sid !== 'string' || typeof sub !== 'string') return null
  if (area !== 'portal' && area !== 'staff') return null
  return { sid, userId: sub, area }
}

export function writeClaims({ sid, userId, area }: SessionToken): JWT {
  return { sub: userId, sid, area }
}
