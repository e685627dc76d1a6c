import { cache } from 'react'
import { orderWords } from '@/app/(portal)/orders/order-words'
import type { RefundReason, RefundRoute, RefundStatus } from '@/lib/billing/payment/refund.rules'
import { getTranslations } from '@/lib/web/translations'

/** How this request's language says what a refund is for, how it goes and where it stands. */
export const refundWords = cache(async () => {
  const [words, reason, status] = await Promise.all([
    orderWords(),
    getTranslations('words.refundReason'),
    getTranslations('words.refundStatus'),
  ])
  return {
    ...words,
    reasonText: (value: RefundReason) => reason(value),
    statusText: (value: RefundStatus) => status(value),
    routeText: (route: RefundRoute) => (route === 'bank' ? reason('byBank') : words.channelText(route)),
  }
})
