import { lifecycle } from '@/lib/kernel/lifecycle'
import { add, negate, ZERO, type Money } from '@/lib/kernel/money'
import { orderLife, outstandingOf, type OrderStatus } from '../order/order.rules'

/** The first person's confirmation is `confirm`; `approve` ends it, by a second person where one is needed. */
export const transferLife = lifecycle(['awaiting', 'checking', 'confirmed', 'rejected'], {
  // What the first person entered may be entered anew: whoever does so is the first person then.
  confirm: { from: ['awaiting', 'checking'], to: 'checking' },
  approve: { from: ['awaiting', 'checking'], to: 'confirmed' },
  reject: { from: ['awaiting', 'checking'], to: 'rejected' },
})

export type TransferStatus = (typeof transferLife.states)[number]
export type TransferOutcome = 'paid' | 'part' | 'over' | 'double'

export const LONGEST_REASON = 500

type Due = { status: OrderStatus; amountFen: Money; heldFen: Money }

/** What money does that arrived for an order: how much of it is due there, and how much is more than that. */
export function outcomeOf(
  order: Due,
  receivedFen: Money,
): { outcome: TransferOutcome; takenFen: Money; excessFen: Money } {
  if (!orderLife.can('settle', order.status))
    return { outcome: 'double', takenFen: ZERO, excessFen: receivedFen }
  const dueFen = outstandingOf(order)
  if (receivedFen < dueFen) return { outcome: 'part', takenFen: receivedFen, excessFen: ZERO }
  const excessFen = add(receivedFen, negate(dueFen))
  return { outcome: excessFen > 0n ? 'over' : 'paid', takenFen: dueFen, excessFen }
}

/** Whether a second person has to approve: what one account's transfers of a day come to, this one included. */
export function needsSecondPerson(earlierFen: Money, receivedFen: Money, thresholdFen: Money): boolean {
  return add(earlierFen, receivedFen) > thresholdFen
}

/** A company's name as it may stand in another system: full-width letters and brackets, blanks, other case. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[〔【［\[{]/g, '(')
    .replaceAll(/[〕】］\]}]/g, ')')
    .replaceAll(/\s/g, '')
    .toLowerCase()
}

/** A bank's number of a payment as it may be typed: full width, with blanks, in small letters. It counts once. */
export function foldBankRef(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
}

export function sameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other)
}
