import type { PaymentState } from '@/lib/billing/payment/payment.queries'

/** Where the newest attempt at paying an order stands, as its page shows it. */
export type PaymentStage = 'none' | 'unanswered' | 'waiting' | 'run-out' | 'paid'

export function stageOf({ paidAt, attempt, now }: PaymentState): PaymentStage {
  if (paidAt) return 'paid'
  if (!attempt) return 'none'
  if (attempt.expiresAt <= now) return attempt.payUrl === null ? 'none' : 'run-out'
  if (attempt.status !== 'open') return 'none'
  return attempt.payUrl === null ? 'unanswered' : 'waiting'
}

/** Whole seconds, as a countdown begins with them. */
export function secondsBetween(from: Date, until: Date): number {
  return Math.max(0, Math.floor((until.getTime() - from.getTime()) / 1000))
}
