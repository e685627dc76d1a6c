'use server'

import { redirect } from 'next/navigation'
import { STRANGER } from '@/lib/auth/actor'
import { findPerson } from '@/lib/auth/guards'
import { setLocale } from '@/lib/billing/account/set-locale.command'
import { isLocale } from '@/lib/web/messages'
import { keepChoice, LOCALE_COOKIE, THEME_COOKIE } from '@/lib/web/preferences'
import { pageBefore } from '@/lib/web/request-context'
import { safePath } from '@/lib/web/safe-path'

/** The language, kept in this browser and, once signed in, with the person. Leads back to where the form stood. */
export async function chooseLocale(form: FormData): Promise<void> {
  const locale = form.get('locale')
  if (isLocale(locale)) {
    await keepChoice(LOCALE_COOKIE, locale)
    const person = await findPerson()
    if (person) await setLocale(STRANGER, { userId: person.userId, locale })
  }
  redirect(await backFrom(form))
}

export async function chooseTheme(form: FormData): Promise<void> {
  const theme = form.get('theme')
  if (theme === 'system' || theme === 'light' || theme === 'dark') await keepChoice(THEME_COOKIE, theme)
  redirect(await backFrom(form))
}

async function backFrom(form: FormData): Promise<string> {
  return safePath(form.get('returnTo'), await pageBefore('/'))
}
