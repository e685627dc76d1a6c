import type { PaymentState } from '@/lib/billing/payment/payment.queries'

/** What the payment route answers to an open page. */
export type PaymentAnswer = {
  status: string
  paidAt: string | null
  attempt: { id: string; channel: string; status: string; expiresAt: string; started: boolean } | null
}

export function answerOf({ status, paidAt, attempt }: PaymentState): PaymentAnswer {
  return {
    status,
    paidAt: paidAt?.toISOString() ?? null,
    attempt: attempt && {
      id: attempt.id,
      channel: attempt.channel,
      status: attempt.status,
      expiresAt: attempt.expiresAt.toISOString(),
      started: attempt.payUrl !== null,
    },
  }
}

/**
 * What a page compares: when it differs from what was shown, the page has to be shown anew. An attempt whose gateway
 * has not answered is left out, since the form that started it is still waiting or says so itself.
 */
export function markOf({ status, attempt }: PaymentAnswer): string {
  return attempt?.started ? `${status} ${attempt.id} ${attempt.status}` : status
}
