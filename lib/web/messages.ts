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

/** Says a message by its full key. Outside a page, where next-intl knows no request: mails, jobs, routes. */
export type Say = (key: string, values?: Record<string, string | number>) => string

export function sayIn(locale: Locale): Say {
  const translate = createTranslator({
    locale,
    messages: messagesOf(locale),
    timeZone: BUSINESS_ZONE,
  }) as unknown as Say
  return (key, values) => translate(key, values)
}
