import { createTranslator, type Messages } from 'use-intl/core'
import type { Locale } from '@/lib/auth/actor'
import { BUSINESS_ZONE } from '@/lib/kernel/calendar'
import en from '@/messages/en.json'
import zhCN from '@/messages/zh-CN.json'

const catalogues: Record<Locale, Messages> = { en, 'zh-CN': zhCN }

export function isLocale(value: unknown): value is Locale {
  return value === 'en' || value === 'zh-CN'
}

export function messagesOf(locale: Locale): Messages {
  return catalogues[locale]
}

// A translator reads each sentence once and keeps what it has read: a new one would begin anew.
const sayers = new Map<Locale, Say>()

/** Says a message by its full key. Outside a page, where no request says the language: mails, jobs, routes. */
export type Say = (key: string, values?: Record<string, string | number>) => string

export function sayIn(locale: Locale): Say {
  const known = sayers.get(locale)
  if (known) return known
  const translate = createTranslator({
    locale,
    messages: messagesOf(locale),
    timeZone: BUSINESS_ZONE,
  }) as unknown as Say
  const say: Say = (key, values) => translate(key, values)
  sayers.set(locale, say)
  return say
}
