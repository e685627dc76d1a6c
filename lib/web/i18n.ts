import { getRequestConfig } from 'next-intl/server'
import { BUSINESS_ZONE } from '@/lib/kernel/calendar'
import { messagesOf } from './messages'
import { currentLocale } from './preferences'

/** What next-intl asks once per request: no language in the address, messages on the server only. */
export default getRequestConfig(async () => {
  const locale = await currentLocale()
  return { locale, messages: messagesOf(locale), timeZone: BUSINESS_ZONE }
})
