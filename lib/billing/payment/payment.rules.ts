import { addHours } from '@/lib/kernel/calendar'
import type { OrderStatus } from '../order/order.rules'
import { orderLife } from '../order/order.rules'

/** Those who take money for us, send notices and can be asked. */
export type Gateway = 'wechatpay' | 'alipay'
/** How an order was paid; `assigned` is money that finance took out of suspense for it. */
export type Channel = Gateway | 'corporate' | 'assigned'
export type PaymentStatus = 'open' | 'settled' | 'closed'
export type SuspenseReason =
  | 'unknown-number'
  | 'wrong-amount'
  | 'wrong-seller'
  | 'wrong-app'
  | 'wrong-currency'
  | 'order-already-paid'
  | 'order-cancelled'

/** An attempt lives as long as the policy says, and never longer than its order. */
export function attemptExpiry(now: Date, orderExpiresAt: Date, attemptHours: number): Date {
  const own = addHours(now, attemptHours)
  return own < orderExpiresAt ? own : orderExpiresAt
}

/** The shortest life a gateway accepts: WeChat Pay and Alipay both ask for at least one minute. */
export const SHORTEST_ATTEMPT_SECONDS = 60

const QUERY_AFTER_SECONDS = [5, 10, 20, 30, 60, 120, 300, 600, 1800]

/** How often a gateway is asked at most while somebody watches the page for paying. */
export const WATCHED_QUERY_SECONDS = 10

/** Seconds until the gateway is asked again after so many questions: soon at first, then ever slower. */
export function queryDelaySeconds(queries: number): number {
  return QUERY_AFTER_SECONDS[Math.min(queries, QUERY_AFTER_SECONDS.length - 1)] ?? 1800
}

export type NoticeToJudge = {
  kind: 'paid' | 'refund' | 'closed' | 'pending' | 'other'
  amountFen: bigint | null
  foreign: 'app' | 'seller' | 'currency' | null
}

export type Verdict =
  | { kind: 'settle' }
  | { kind: 'already-settled' }
  | { kind: 'suspense'; reason: SuspenseReason }
  | { kind: 'close' }
  | { kind: 'ask-again' }
  | { kind: 'ignore' }

const foreignReasons = { app: 'wrong-app', seller: 'wrong-seller', currency: 'wrong-currency' } as const

/** What a verified notice means for the attempt and the order it names. States only move forward. */
export function judgeNotice(
  notice: NoticeToJudge,
  payment: { status: PaymentStatus; amountFen: bigint } | null,
  order: { status: OrderStatus } | null,
): Verdict {
  if (notice.kind === 'paid') return judgePaid(notice, payment, order)
  if (!payment || payment.status === 'settled') return { kind: 'ignore' }
  // A refund of what we do not know as paid: the notice of the payment was lost, so look.
  if (notice.kind === 'refund') return { kind: 'ask-again' }
  if (notice.kind === 'closed' && payment.status === 'open') return { kind: 'close' }
  return { kind: 'ignore' }
}

function judgePaid(
  notice: NoticeToJudge,
  payment: { status: PaymentStatus; amountFen: bigint } | null,
  order: { status: OrderStatus } | null,
): Verdict {
  if (notice.foreign) return { kind: 'suspense', reason: foreignReasons[notice.foreign] }
  if (!payment || !order) return { kind: 'suspense', reason: 'unknown-number' }
  if (payment.status === 'settled') return { kind: 'already-settled' }
  if (notice.amountFen !== payment.amountFen) return { kind: 'suspense', reason: 'wrong-amount' }
  if (orderLife.can('settle', order.status)) return { kind: 'settle' }
  return { kind: 'suspense', reason: order.status === 'cancelled' ? 'order-cancelled' : 'order-already-paid' }
}

/** Whether suspended money lies on our own account at the gateway: what another seller or app received does not. */
export function isOurMoney(reason: SuspenseReason): boolean {
  return reason !== 'wrong-seller' && reason !== 'wrong-app' && reason !== 'wrong-currency'
}
