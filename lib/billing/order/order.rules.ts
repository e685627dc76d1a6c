import { lifecycle } from '@/lib/kernel/lifecycle'
import { add, negate, type Money } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'

/** The largest quantity of one order, in thousands; a product may allow less. */
export const MAX_THOUSANDS = 100_000

export const orderLife = lifecycle(
  [
    'pending-payment',
    'awaiting-confirmation',
    'paid',
    'cancelled',
    'expired',
    'partially-refunded',
    'refunded',
  ],
  {
    'start-payment': { from: ['pending-payment'], to: 'pending-payment' },
    'submit-transfer': { from: ['pending-payment'], to: 'awaiting-confirmation' },
    'reject-transfer': { from: ['awaiting-confirmation'], to: 'pending-payment' },
    // Less than the amount has arrived: the order waits for the rest, also one that had expired.
    'accept-part': {
      from: ['pending-payment', 'awaiting-confirmation', 'expired'],
      to: 'pending-payment',
    },
    // The part that had arrived goes back; the order is as if nothing had come.
    'return-part': { from: ['pending-payment'], to: 'pending-payment' },
    // Money that comes after the order expired is taken at the frozen price.
    settle: { from: ['pending-payment', 'awaiting-confirmation', 'expired'], to: 'paid' },
    cancel: { from: ['pending-payment'], to: 'cancelled' },
    expire: { from: ['pending-payment'], to: 'expired' },
    'refund-part': { from: ['paid', 'partially-refunded'], to: 'partially-refunded' },
    'refund-whole': { from: ['paid', 'partially-refunded'], to: 'refunded' },
  },
)

/** What can be ordered: units, balance, or a stored-value card. */
export type OrderKind = 'package' | 'top-up' | 'card'
export type OrderStatus = (typeof orderLife.states)[number]
export type OrderVerb = keyof typeof orderLife.verbs

/** Whether paying an order can begin now. One that holds part of its money waits for the rest as long as it takes. */
export function isPayable(
  order: { status: OrderStatus; expiresAt: Date; heldFen: bigint },
  now: Date,
): boolean {
  return orderLife.can('start-payment', order.status) && (order.heldFen > 0n || order.expiresAt > now)
}

/** Whether money that came for an order is kept somewhere until it is paid or given back: such an order stays. */
export function holdsMoney({ heldFen, suspendedFen }: { heldFen: bigint; suspendedFen: bigint }): boolean {
  return heldFen > 0n || suspendedFen > 0n
}

/** Whether what is ordered is prepaid money, a balance or a card: not spent yet, and given back out of what is left of it. */
export function isPrepaid(kind: OrderKind): kind is 'top-up' | 'card' {
  return kind === 'top-up' || kind === 'card'
}

/** What is still to come for an order. */
export function outstandingOf({ amountFen, heldFen }: { amountFen: Money; heldFen: Money }): Money {
  return add(amountFen, negate(heldFen))
}

/**
 * Why a quantity that was typed is not one, as a message key; null when it is a whole number of thousands within
 * the limit. Nothing is guessed: a full-width or spaced number is sent back, since a wrong order costs money.
 */
export function quantityProblem(typed: string, maxThousands = MAX_THOUSANDS): string | null {
  if (typed === '') return 'quantity-empty'
  if (/^[0-9]+$/.test(typed)) return digitsProblem(typed, maxThousands)
  const folded = typed.normalize('NFKC')
  if (folded.trim() === '') return 'quantity-empty'
  if (/\s/.test(folded) && /^[0-9\s]+$/.test(folded)) return 'quantity-spaces'
  if (folded !== typed && /^[0-9]+$/.test(folded)) return 'quantity-full-width'
  if (/^[-−]\s*[0-9]/.test(folded)) return 'quantity-negative'
  if (/^[0-9]*[.,][0-9]+$/.test(folded)) return 'quantity-fraction'
  return 'quantity-text'
}

function digitsProblem(digits: string, maxThousands: number): string | null {
  if (/^0+$/.test(digits)) return 'quantity-zero'
  return digits.replace(/^0+/, '').length > 9 || Number(digits) > maxThousands ? 'quantity-above-limit' : null
}

/** The same of whole cards, where `most` is unknown as far as it is a number at all. */
export function cardsProblem(typed: string, most: number | null): string | null {
  const problem = quantityProblem(typed, most ?? MAX_THOUSANDS)
  if (problem === 'quantity-above-limit' && most === null) return null
  return problem && problem.replace('quantity', 'cards')
}

export type OrderContent = {
  accountId: string
  productCode: string
  quantity: number
  unitPriceFen: bigint
  agreementVersion: number
}

/** Whether a form sent again means the order that is already there. */
export function sameContent(one: OrderContent, other: OrderContent): boolean {
  return (
    one.accountId === other.accountId &&
    one.productCode === other.productCode &&
    one.quantity === other.quantity &&
    one.unitPriceFen === other.unitPriceFen &&
    one.agreementVersion === other.agreementVersion
  )
}

export type Placed = { orderId: string; number: string }
export type SentOrder = OrderContent & { id: string; number: string }

/** The order that a form placed already, or null. Throws `order.id-reused` where its id was used for something else. */
export function placedAlready(sent: SentOrder | null, content: OrderContent): Placed | null {
  if (!sent) return null
  if (!sameContent(sent, content)) throw new Refusal('order.id-reused')
  return { orderId: sent.id, number: sent.number }
}
