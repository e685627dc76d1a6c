import { fen, type Money } from '@/lib/kernel/money'
import { unrefundedFen } from '../payment/refund.rules'

/** Read to one another over the telephone, in blocks of four. */
export const CARD_NUMBER_LENGTH = 16

type Paid = Parameters<typeof unrefundedFen>[0]

/** What a card is worth now: what is on it, and what of it no invoice names; null where it is never invoiced. */
export type CardStanding = { balanceFen: bigint; uninvoicedFen: bigint | null }

export type CardLimit = { limitFen: Money; limitedBy: 'card' | 'invoice' | null }

/** The most that can be asked back of a card: its unspent, uninvoiced part, and what of it keeps it from being more. */
export function cardLimit(order: Paid, { balanceFen, uninvoicedFen }: CardStanding): CardLimit {
  const unrefunded = unrefundedFen(order)
  const uninvoiced = uninvoicedFen ?? unrefunded
  const limit = [unrefunded, balanceFen, uninvoiced].reduce((least, one) => (one < least ? one : least))
  if (limit >= unrefunded) return { limitFen: unrefunded, limitedBy: null }
  return { limitFen: fen(limit > 0n ? limit : 0n), limitedBy: uninvoiced < balanceFen ? 'invoice' : 'card' }
}
