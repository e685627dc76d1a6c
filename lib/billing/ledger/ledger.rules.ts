import { negate, type Money } from '@/lib/kernel/money'

/** One side of a ledger transaction: credit positive. The sides of a transaction sum to zero. */
export type Posting = { ledger: string; amountFen: Money }

/** A package paid online: the gateway owes us the money, and we owe the customer the units. */
export function packagePaid(channel: 'wechatpay' | 'alipay', amountFen: Money): Posting[] {
  return [
    { ledger: `clearing.${channel}`, amountFen: negate(amountFen) },
    { ledger: 'deferred-revenue', amountFen },
  ]
}

/** Money at the gateway that belongs nowhere yet. */
export function suspenseReceived(channel: 'wechatpay' | 'alipay', amountFen: Money): Posting[] {
  return [
    { ledger: `clearing.${channel}`, amountFen: negate(amountFen) },
    { ledger: 'suspense', amountFen },
  ]
}
