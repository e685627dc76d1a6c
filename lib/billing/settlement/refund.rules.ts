import { InvalidInput } from '@/lib/kernel/refusal'

type Named = { payeeName: string; payeeBank: string; payeeAccount: string }
type PerhapsNamed = {
  payeeName?: string | undefined
  payeeBank?: string | undefined
  payeeAccount?: string | undefined
}

/** Where a bank refund goes. Throws InvalidInput for what is missing: a bank asks for all three. */
export function payeeIn({ payeeName, payeeBank, payeeAccount }: PerhapsNamed): Named {
  if (payeeName && payeeBank && payeeAccount) return { payeeName, payeeBank, payeeAccount }
  throw new InvalidInput({
    ...(payeeName ? {} : { payeeName: 'payee-name-required' }),
    ...(payeeBank ? {} : { payeeBank: 'payee-bank-required' }),
    ...(payeeAccount ? {} : { payeeAccount: 'payee-account-required' }),
  })
}

type Payee = { payeeName: string | null; payeeBank: string | null; payeeAccount: string | null }

/** A payee as it was read and compared before approving; no line of it can hold the tab between them. */
export function payeeAsRead({ payeeName, payeeBank, payeeAccount }: Payee): string {
  return [payeeAccount, payeeBank, payeeName].join('\t')
}

/** What the customer reads on the correction of an invoice; why the money goes back is for the office alone. */
export function correctionNote({ number }: { number: string }): string {
  return `订单 ${number} 退款 / Refund of order ${number}`
}
