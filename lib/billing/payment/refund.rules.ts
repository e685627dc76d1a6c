import { addYears, dayOf, startOfDay } from '@/lib/kernel/calendar'
import { lifecycle } from '@/lib/kernel/lifecycle'
import { fen, type Money } from '@/lib/kernel/money'
import type { Channel, Gateway } from './payment.rules'

export const refundLife = lifecycle(
  ['requested', 'declined', 'approved', 'processing', 'abnormal', 'closed', 'done'],
  {
    approve: { from: ['requested'], to: 'approved' },
    decline: { from: ['requested'], to: 'declined' },
    /** Handed to the gateway; from here on nobody can take it back. */
    send: { from: ['approved'], to: 'processing' },
    /** The gateway could not give the money to its payer; somebody must act. */
    'turn-abnormal': { from: ['processing'], to: 'abnormal' },
    /** By bank instead of through the gateway; a second person agrees to the payee, or sends it back. */
    divert: { from: ['processing', 'abnormal'], to: 'requested' },
    'divert-back': { from: ['requested'], to: 'processing' },
    /** It came to nothing: no money has moved, and none will under this number. */
    close: { from: ['requested', 'approved', 'processing', 'abnormal'], to: 'closed' },
    finish: { from: ['requested', 'approved', 'processing', 'abnormal'], to: 'done' },
  },
)

export type RefundStatus = (typeof refundLife.states)[number]
export type RefundVerb = keyof typeof refundLife.verbs
export type RefundReason =
  'asked' | 'paid-twice' | 'paid-after-cancel' | 'suspense' | 'excess' | 'part-payment' | 'console'
export type RefundRoute = Gateway | 'bank'

/** What is neither done nor has come to nothing: its money is spoken for. */
export function isLive(status: RefundStatus): boolean {
  return refundLife.can('close', status)
}

const FOLLOW_AFTER_SECONDS = [60, 60, 60, 60, 60, 300, 600, 1800, 3600]

/** Seconds until the gateway is asked again about a refund: every minute, slower after five (WeChat Pay's reference). */
export function refundDelaySeconds(queries: number): number {
  return FOLLOW_AFTER_SECONDS[Math.min(queries, FOLLOW_AFTER_SECONDS.length) - 1] ?? 60
}

/** WeChat Pay refunds within a year of payment (its refund reference); kept for every gateway. */
const GATEWAY_REFUND_YEARS = 1

/** How money goes back: by the gateway that took it while that can, else by a bank transfer that finance makes. */
export function routeOf(channel: Channel, paidAt: Date, now: Date): RefundRoute {
  if (channel !== 'wechatpay' && channel !== 'alipay') return 'bank'
  return now < startOfDay(addYears(dayOf(paidAt), GATEWAY_REFUND_YEARS)) ? channel : 'bank'
}

type Money3 = { amountFen: bigint; refundedFen: bigint; refundingFen: bigint }
type Units = { units: bigint; remainingUnits: bigint }

/** The units a customer could still use: nothing is left of a package that has run out. */
export function unitsLeft(granted: { remainingUnits: bigint; expiresAt: Date }, now: Date): bigint {
  return granted.expiresAt > now ? granted.remainingUnits : 0n
}

/** What was paid and neither given back nor asked back. */
export function unrefundedFen(order: Money3): Money {
  return fen(order.amountFen - order.refundedFen - order.refundingFen)
}

/** The most that can be asked back for a package: its remaining units at the price paid, rounded down. */
export function packageLimit(order: Money3, granted: Units): Money {
  const worth = (order.amountFen * granted.remainingUnits) / granted.units
  const unrefunded = unrefundedFen(order)
  return fen(worth < unrefunded ? worth : unrefunded)
}

/** Units that an amount stands for: all that remain where all that can be is asked back, else rounded up. */
export function unitsFor(amountFen: bigint, order: Money3, granted: Units): bigint {
  if (amountFen === packageLimit(order, granted)) return granted.remainingUnits
  return unitsWorth(amountFen, order.amountFen, granted.units)
}

/** Units of a package that cost so much of its price, rounded up. */
export function unitsWorth(amountFen: bigint, paidFen: bigint, units: bigint): bigint {
  return (amountFen * units + paidFen - 1n) / paidFen
}

/** A fact from outside, set against what there is: `taken` from the first, what it lacks from the second. */
export function splitByAvailable(
  amountFen: bigint,
  availableFen: bigint,
): { takenFen: Money; lackFen: Money } {
  const taken = amountFen < availableFen ? amountFen : availableFen
  return { takenFen: fen(taken), lackFen: fen(amountFen - taken) }
}

/** What a gateway said of a refund, by answer or notice. */
export type ToldRefund =
  | { kind: 'done'; amountFen: bigint }
  | { kind: 'processing' | 'closed' | 'abnormal' | 'not-exist' | 'unknown' }
  | { kind: 'refused'; code: string }

export type RefundVerdict =
  | { kind: 'finish' | 'close' | 'turn-abnormal' }
  | { kind: 'wait'; trouble: string | null }
  | { kind: 'nothing' }

/**
 * What it means for the refund it names. Only what the gateway says is done, closed or abnormal moves it: no answer
 * and a refusal (which nobody signs) leave it to be asked about again under the same number.
 */
export function judgeRefund(
  told: ToldRefund,
  refund: { status: RefundStatus; amountFen: bigint; route: RefundRoute },
): RefundVerdict {
  if (!isLive(refund.status)) return { kind: 'nothing' }
  if (told.kind === 'done')
    return told.amountFen === refund.amountFen
      ? { kind: 'finish' }
      : { kind: 'wait', trouble: 'AMOUNT_DIFFERS' }
  // Diverted to the bank: that the gateway gave up is what everybody knows.
  if (refund.route === 'bank') return { kind: 'nothing' }
  switch (told.kind) {
    case 'closed':
      return { kind: 'close' }
    case 'abnormal':
      return refund.status === 'processing' ? { kind: 'turn-abnormal' } : { kind: 'wait', trouble: null }
    case 'refused':
      return { kind: 'wait', trouble: told.code }
    case 'processing':
    case 'not-exist':
    case 'unknown':
      return { kind: 'wait', trouble: null }
  }
}

type Divertible = { status: RefundStatus; route: RefundRoute; trouble: string | null }

/**
 * Whether a refund may go by bank instead: the gateway has given it up, or refused it at the last try, which has ended.
 * A try under way has no trouble yet, so money cannot go both ways.
 */
export function mayDivert({ status, route, trouble }: Divertible): boolean {
  if (route === 'bank') return false
  return status === 'abnormal' || (status === 'processing' && trouble !== null)
}
