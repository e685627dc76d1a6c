import type { PaymentState } from '@/lib/billing/payment/payment.queries'

/** Where the newest attempt at paying an order stands, as its page shows it. */
export type PaymentStage = 'none' | 'transfer' | 'waiting' | 'run-out' | 'paid'

export function stageOf({ paidAt, attempt, now }: PaymentState): PaymentStage {
  if (paidAt) return 'paid'
  if (attempt?.channel === 'corporate') return attempt.status === 'open' ? 'transfer' : 'none'
  // Without an address there is nothing to open: the gateway has not answered, and the form says so.
  if (!attempt || attempt.payUrl === null) return 'none'
  if (attempt.expiresAt <= now) return 'run-out'
  return attempt.status === 'open' ? 'waiting' : 'none'
}

/** Whole seconds, as a countdown begins with them. */
export function secondsBetween(from: Date, until: Date): number {
  return Math.max(0, Math.floor((until.getTime() - from.getTime()) / 1000))
}
