import { addHours } from '@/lib/kernel/calendar'
import { formatYuan } from '@/lib/kernel/money'
import { unitsOf } from '../catalog/catalog.rules'
import type { OrderKind, OrderStatus } from '../order/order.rules'
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

type Purchase = { kind: OrderKind; quantity: number; amountFen: bigint; productCode: string }

/** What the payer reads at the gateway, in Chinese. Alipay refuses `/`, `=` and `&` in it. */
export function describePurchase(
  { kind, quantity, amountFen, productCode }: Purchase,
  product: { nameZh: string; unitZh: string } | null,
): string {
  const counted = kind === 'card' ? quantity : unitsOf(quantity)
  const much = kind === 'top-up' ? `${formatYuan(amountFen)} 元` : `${counted}${product?.unitZh ?? ''}`
  return `${product?.nameZh ?? productCode} ${much}`.replaceAll(/[/=&]/g, ' ').slice(0, 100)
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
  kind: 'paid' | 'closed' | 'pending' | 'other'
  amountFen: bigint | null
  foreign: 'app' | 'seller' | 'currency' | null
}

export type Verdict =
  | { kind: 'settle' }
  | { kind: 'already-settled' }
  | { kind: 'suspense'; reason: SuspenseReason }
  | { kind: 'close' }
  | { kind: 'ignore' }

const foreignReasons = { app: 'wrong-app', seller: 'wrong-seller', currency: 'wrong-currency' } as const

/** What a verified notice of a payment means for the attempt and the order it names. States only move forward. */
export function judgeNotice(
  notice: NoticeToJudge,
  payment: { status: PaymentStatus; amountFen: bigint } | null,
  order: { status: OrderStatus } | null,
): Verdict {
  if (notice.kind === 'paid') return judgePaid(notice, payment, order)
  if (!payment || payment.status === 'settled') return { kind: 'ignore' }
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

/** What waits for a person is overdue after a day: nobody's money lies undecided over a night and a day. */
export const UNDECIDED_HOURS = 24
/** A notice that the sweep has not applied within this long will not apply by itself. */
export const UNAPPLIED_MINUTES = 10

/** A queue at a glance: how much waits, how much of it too long, and since when the oldest does. */
export type QueueAge = { count: number; overdue: number; oldestAt: Date | null }
