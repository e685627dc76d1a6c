import 'server-only'
import { createTranslator, type Messages, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core'
import { BUSINESS_ZONE } from '@/lib/kernel/calendar'
import { messagesOf } from './messages'
import { currentLocale } from './preferences'

type Namespace = NamespaceKeys<Messages, NestedKeyOf<Messages>>

/** Says the sentences of a part of the messages. */
export type Translate<Part extends Namespace = never> = ReturnType<typeof createTranslator<Messages, Part>>

// A translator reads each sentence once and keeps what it has read: made anew for each page, it would take a twentieth
// of that page's time.
const translators = new Map<string, Translate>()

/** What says a part of the messages, or all of them, in the language of this request. No message goes to the browser. */
export async function getTranslations<Part extends Namespace = never>(
  namespace?: Part,
): Promise<Translate<Part>> {
  const locale = await currentLocale()
  const name = `${locale} ${namespace ?? ''}`
  const known = translators.get(name)
  if (known) return known as Translate<Part>
  const settings = { locale, messages: messagesOf(locale), timeZone: BUSINESS_ZONE }
  const translate = createTranslator<Messages, Part>(namespace ? { ...settings, namespace } : settings)
  translators.set(name, translate as Translate)
  return translate
}
