import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import type { Locale } from '@/lib/auth/actor'
import { isSecureAddress } from '@/lib/auth/token'
import { env } from '@/lib/env'
import { isLocale } from './messages'

export type Theme = 'system' | 'light' | 'dark'

export const LOCALE_COOKIE = 'bc-locale'
export const THEME_COOKIE = 'bc-theme'
/** As long as browsers keep any cookie: 400 days (RFC 6265bis, section 5.6.1). */
const KEPT_SECONDS = 400 * 24 * 3600

/** The language chosen in this browser; null before anyone chose. Never what the browser's own header says. */
export const chosenLocale = cache(async (): Promise<Locale | null> => {
  const value = (await cookies()).get(LOCALE_COOKIE)?.value
  return isLocale(value) ? value : null
})

/** The language of this request: English until the person chooses otherwise. */
export async function currentLocale(): Promise<Locale> {
  return (await chosenLocale()) ?? 'en'
}

export async function currentTheme(): Promise<Theme> {
  const value = (await cookies()).get(THEME_COOKIE)?.value
  return value === 'light' || value === 'dark' ? value : 'system'
}

/** Keeps a choice in this browser. Only inside a server action or a route handler. */
export async function keepChoice(
  name: typeof LOCALE_COOKIE | typeof THEME_COOKIE,
  value: string,
): Promise<void> {
  const jar = await cookies()
  jar.set(name, value, {
    path: '/',
    maxAge: KEPT_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecureAddress(env.NEXTAUTH_URL),
  })
}
