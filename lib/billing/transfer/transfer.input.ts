import * as z from 'zod/mini'
import { parseDay, type Day } from '@/lib/kernel/calendar'
import { isId } from '@/lib/kernel/id'
import { amountOf, amountProblem } from '@/lib/kernel/typed-amount'
import { LONGEST_REASON } from './transfer.rules'

const id = z.string().check(z.refine(isId, 'id-invalid'))

/** The moment at which the transfer was last confirmed, as the page showed it; empty before. Other than now: refused. */
const seen = z.string().check(z.maxLength(40, 'id-invalid'))

const amount = z.pipe(
  z.string().check((context) => {
    const problem = amountProblem(context.value)
    if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
  }),
  z.transform(amountOf),
)

const day = z.pipe(
  z.string().check(z.refine((text) => parseDay(text) !== null, 'day-invalid')),
  z.transform((text: string) => text as Day),
)

/** One line as somebody typed or pasted it, without what no line has. */
const line = (longest: number) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ').trim()),
    ),
    z.string().check(z.maxLength(longest, 'text-too-long')),
  )

const required = (longest: number, message: string) => line(longest).check(z.minLength(1, message))

export const submitVoucherInput = z.object({
  /** Born at the form: pressing twice submits once. */
  transferId: id,
  orderId: id,
  fileId: z.string().check(z.refine(isId, 'voucher-required')),
})

/** What the bank shows of the payment, read by the first person. */
export const confirmTransferInput = z.object({
  transferId: id,
  seen,
  receivedAmount: amount,
  receivedOn: day,
  payerName: required(200, 'payer-name-required'),
  payerAccount: line(64),
  bankReference: required(64, 'bank-reference-required'),
  remark: line(200),
})

export const approveTransferInput = z.object({ transferId: id, seen })

export const rejectTransferInput = z.object({
  transferId: id,
  reason: z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.replaceAll(/[^\P{C}\n]/gu, ' ').trim()),
    ),
    z.string().check(z.minLength(1, 'reason-required'), z.maxLength(LONGEST_REASON, 'text-too-long')),
  ),
})
