import type { Channel } from './payment.rules'

type Attempt = {
  channel: Channel
  device: 'desktop' | 'phone'
  payUrl: string
  startedAt: Date
  expiresAt: Date
}

/** An h5_url of WeChat Pay opens for five minutes (its reference of H5 ordering); the payment behind it lives on. */
const PHONE_PAGE_MS = 5 * 60_000

/** Whether the payer goes on at the gateway's own page rather than by a code on ours. */
export function leadsAway({ channel, device, payUrl }: Omit<Attempt, 'startedAt' | 'expiresAt'>): boolean {
  // A phone is shown a code as well where the merchant may not use H5; codes have a scheme of WeChat's own.
  return channel === 'alipay' || (device === 'phone' && /^https?:/.test(payUrl))
}

/** Until when the gateway's page, or the code, can be opened. */
export function opensUntil(attempt: Attempt): Date {
  if (attempt.channel !== 'wechatpay' || !leadsAway(attempt)) return attempt.expiresAt
  return new Date(Math.min(attempt.startedAt.getTime() + PHONE_PAGE_MS, attempt.expiresAt.getTime()))
}
