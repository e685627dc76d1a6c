import { add, negate, type Money } from '@/lib/kernel/money'

/** One side of a ledger transaction: credit positive. The sides of a transaction sum to zero. */
export type Posting = { ledger: string; amountFen: Money; cardId?: string | undefined }

/** Prepaid money of a customer: the cash balance, or what is on one stored-value card. */
export type Prepaid = { ledger: 'cash' } | { ledger: 'card'; cardId: string }

const CASH: Prepaid = { ledger: 'cash' }

type ClearingLedger = 'clearing.wechatpay' | 'clearing.alipay' | 'clearing.corporate'

/** Where the money of an order comes from: just arrived, kept for it before, or taken out of suspense. */
export type Receipt = { ledger: ClearingLedger | 'held-for-customers' | 'suspense'; amountFen: Money }

const taken = (receipts: readonly Receipt[]): Posting[] =>
  receipts
    .filter(({ amountFen }) => amountFen > 0n)
    .map(({ ledger, amountFen }) => ({ ledger, amountFen: negate(amountFen) }))

/** An order paid in full: for a package we owe the customer the units, else the prepaid money itself. */
export function orderPaid(receipts: readonly Receipt[], into: Prepaid | null): Posting[] {
  const amountFen = add(...receipts.map((receipt) => receipt.amountFen))
  return [...taken(receipts), { ...(into ?? { ledger: 'deferred-revenue' }), amountFen }]
}

/** Money of a customer that pays for nothing (yet): part of an order's amount, or more than it. */
export function keptForCustomer(
  receipts: readonly Receipt[],
  into: 'cash' | 'held-for-customers',
): Posting[] {
  return [
    ...taken(receipts),
    { ledger: into, amountFen: add(...receipts.map((receipt) => receipt.amountFen)) },
  ]
}

/** Money at the gateway that belongs nowhere yet. */
export function suspenseReceived(channel: 'wechatpay' | 'alipay', amountFen: Money): Posting[] {
  return [
    { ledger: `clearing.${channel}`, amountFen: negate(amountFen) },
    { ledger: 'suspense', amountFen },
  ]
}

/** Where money that goes back is taken from; the receivable is what the customer then owes us. */
export type RefundSource = { amountFen: Money } & (
  | Prepaid
  | { ledger: 'deferred-revenue' | 'receivable' | 'refund-payable' | 'held-for-customers' | 'suspense' }
)

/** Money that left for its payer: through the gateway that took it, or from our bank account. */
export function sentBack(
  sources: readonly RefundSource[],
  route: 'wechatpay' | 'alipay' | 'bank',
): Posting[] {
  const given = sources.filter(({ amountFen }) => amountFen > 0n)
  return [
    ...given.map((source) => ({ ...source, amountFen: negate(source.amountFen) })),
    {
      ledger: route === 'bank' ? 'clearing.corporate' : `clearing.${route}`,
      amountFen: add(...given.map((source) => source.amountFen)),
    },
  ]
}

/** Prepaid money asked back leaves its balance at once, so that nobody spends what is on its way out. */
export function takenFromBalance(amountFen: Money, from: Prepaid = CASH): Posting[] {
  return [
    { ...from, amountFen: negate(amountFen) },
    { ledger: 'refund-payable', amountFen },
  ]
}

/** The refund came to nothing: the balance has its money again. */
export function returnedToBalance(amountFen: Money, to: Prepaid = CASH): Posting[] {
  return [
    { ledger: 'refund-payable', amountFen: negate(amountFen) },
    { ...to, amountFen },
  ]
}
