import * as z from 'zod/mini'
import { refundReasons } from '@/lib/billing/invoice/correction.rules'
import { isId } from '@/lib/kernel/id'
import { parseYuan } from '@/lib/kernel/money'

const id = z.string().check(z.refine(isId, 'id-invalid'))

const LINE_MOST = 100

/** One line that the next person reads or types over into a bank's form. */
const line = (required: string) =>
  z
    .string(required)
    .check(z.trim(), z.minLength(1, required), z.maxLength(LINE_MOST, 'name-too-long'))
    .check(z.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'name-invalid'))

const reason = z
  .string('decision-reason-required')
  .check(z.overwrite((text) => text.replaceAll('\r\n', '\n').trim()))
  .check(z.minLength(1, 'decision-reason-required'), z.maxLength(500, 'reason-too-long'))
  .check(z.regex(/^[^\p{Cs}\0]*$/u, 'name-invalid'))

/** An amount in yuan as a person typed it, e.g. "2000" or "1999.90". */
const amount = z.pipe(
  z.string('amount-invalid').check(z.trim(), z.regex(/^(?=.*[1-9])\d{1,12}(\.\d{1,2})?$/, 'amount-invalid')),
  z.transform(parseYuan),
)

const payeeName = line('payee-name-required')
const payeeBank = line('payee-bank-required')
const payeeAccount = line('payee-account-required')

/** Where a bank refund goes; the form has no such fields where the gateway carries the money. */
const perhapsPayee = {
  payeeName: z.optional(payeeName),
  payeeBank: z.optional(payeeBank),
  payeeAccount: z.optional(payeeAccount),
}
const payee = { payeeName, payeeBank, payeeAccount }

export const refundInput = z.object({ refundId: id })

export const requestRefundInput = z.object({
  /** Born at the form: pressing twice asks once. */
  refundId: id,
  orderId: id,
  amount,
  reason,
  /** Why what is invoiced of it is reversed. */
  reversalReason: z._default(z.enum(refundReasons, 'correction-reason-required'), 'goods-returned'),
  ...perhapsPayee,
})

export const requestSuspenseRefundInput = z.object({ refundId: id, suspenseId: id, reason, ...perhapsPayee })
export const returnPartInput = z.object({ refundId: id, orderId: id, reason, ...payee })
export const namePayeeInput = z.object({ refundId: id, ...payee })
export const divertRefundInput = z.object({ refundId: id, reason, ...payee })
/** `seen` is the payee as the page showed it; empty where the gateway carries the money. */
export const approveRefundInput = z.object({ refundId: id, seen: z._default(z.string(), '') })
export const declineRefundInput = z.object({ refundId: id, reason })
export const recordPayoutInput = z.object({ refundId: id, bankRef: line('bank-ref-required') })

export const applyRefundInput = z.object({
  refundId: id,
  told: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('done'), amountFen: z.bigint(), channelRefundNo: z.nullable(z.string()) }),
    z.object({ kind: z.literal('refused'), code: z.string() }),
    z.object({ kind: z.enum(['processing', 'closed', 'abnormal', 'not-exist', 'unknown']) }),
  ]),
})
