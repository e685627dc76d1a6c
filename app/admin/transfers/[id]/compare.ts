import type { EvidenceRow, Verdict } from '@/components/table/evidence-table'
import { foldRemark } from '@/lib/billing/payment/remark-code.rules'
import { sameName } from '@/lib/billing/transfer/transfer.rules'
import { formatYuan } from '@/lib/kernel/money'
import { amountOf, amountProblem } from '@/lib/kernel/typed-amount'
import { formatCode, formatMoney } from '@/lib/web/format'

/** What the bank shows, as it was typed; empty where it was not. */
export type BankText = { receivedAmount: string; payerName: string; remark: string }

/** What the order says; the amount in yuan. */
export type OrderSide = { due: string; remark: string; accountName: string; ownAccount: string }

export type EvidenceLabels = Record<'amount' | 'remark' | 'payerName' | 'ownAccount', string>

/** The comparison on which a decision rests. A name is compared without its blanks, brackets and widths. */
export function compare(bank: BankText, order: OrderSide, labels: EvidenceLabels): EvidenceRow[] {
  const amount = amountProblem(bank.receivedAmount) === null ? amountOf(bank.receivedAmount) : null
  const said = (text: string) => text.trim() || '—'
  return [
    {
      label: labels.amount,
      one: amount === null ? said(bank.receivedAmount) : formatMoney(amount),
      other: formatMoney(amountOf(order.due)),
      verdict: verdictOf(bank.receivedAmount, amount !== null && formatYuan(amount) === order.due),
    },
    {
      label: labels.remark,
      one: said(bank.remark),
      other: formatCode(order.remark),
      verdict: verdictOf(bank.remark, foldRemark(bank.remark).includes(order.remark)),
    },
    {
      label: labels.payerName,
      one: said(bank.payerName),
      other: order.accountName,
      verdict: verdictOf(bank.payerName, sameName(bank.payerName, order.accountName)),
    },
    // The money is looked for in this one account, so there is no other that it could have come to.
    { label: labels.ownAccount, one: order.ownAccount, other: order.ownAccount, verdict: 'equal' },
  ]
}

function verdictOf(typed: string, same: boolean): Verdict {
  if (typed.trim() === '') return 'unknown'
  return same ? 'equal' : 'differs'
}
