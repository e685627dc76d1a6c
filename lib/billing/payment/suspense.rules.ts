import { lifecycle } from '@/lib/kernel/lifecycle'
import { fen, type Money } from '@/lib/kernel/money'
import { isOurMoney, type SuspenseReason } from './payment.rules'
import type { RefundReason } from './refund.rules'

export const suspenseLife = lifecycle(['open', 'assigning', 'assigned', 'refunding', 'refunded', 'noted'], {
  propose: { from: ['open'], to: 'assigning' },
  agree: { from: ['assigning'], to: 'assigned' },
  reject: { from: ['assigning'], to: 'open' },
  refund: { from: ['open'], to: 'refunding' },
  'keep-again': { from: ['refunding'], to: 'open' },
  /** Also what was given back at the gateway's own console. */
  'give-back': { from: ['open', 'assigning', 'refunding'], to: 'refunded' },
  /** Money that is not ours was looked at: there is nothing else to do with it. */
  note: { from: ['open'], to: 'noted' },
})

export type SuspenseStatus = (typeof suspenseLife.states)[number]
export type SuspenseVerb = keyof typeof suspenseLife.verbs

type Entry = { reason: SuspenseReason; amountFen: bigint }

/** Whether there is money of ours in it: only that can be assigned, refunded or posted. */
export function holdsOurMoney({ reason, amountFen }: Entry): boolean {
  return isOurMoney(reason) && amountFen > 0n
}

/** Whether an entry keeps the order it names from ending: finance has not decided yet what the money is for. */
export function awaitsDecision(status: SuspenseStatus): boolean {
  return status === 'open' || status === 'assigning'
}

/** Money that nobody needs to decide about: the product sends it back by itself. */
export function automaticRefund(reason: SuspenseReason): RefundReason | null {
  if (reason === 'order-already-paid') return 'paid-twice'
  return reason === 'order-cancelled' ? 'paid-after-cancel' : null
}

type Due = { amountFen: bigint; heldFen: bigint }

/**
 * What assigned money does for an order: `settles` says whether it pays the rest, `usedFen` what of it is used, and
 * `excessFen` what is more than was due.
 */
export function assignmentOf(
  amountFen: bigint,
  order: Due,
): { settles: boolean; usedFen: Money; excessFen: Money } {
  const due = order.amountFen - order.heldFen
  if (amountFen < due) return { settles: false, usedFen: fen(amountFen), excessFen: fen(0) }
  return { settles: true, usedFen: fen(due), excessFen: fen(amountFen - due) }
}
