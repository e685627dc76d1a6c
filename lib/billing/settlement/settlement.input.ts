import * as z from 'zod/mini'
import { isId } from '@/lib/kernel/id'

export const settlePaymentInput = z.object({
  noticeId: z.string().check(z.refine(isId, 'id-invalid')),
  /** What the gateway said of the refund that the notice names, where it had to be asked. */
  answer: z.optional(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('done'), amountFen: z.bigint() }),
      z.object({ kind: z.literal('not-exist') }),
    ]),
  ),
})
export const orderInput = z.object({ orderId: z.string().check(z.refine(isId, 'id-invalid')) })
export const remindOrderInput = z.object({
  orderId: z.string().check(z.refine(isId, 'id-invalid')),
  /** Of the mail: one for each order and deadline. */
  key: z.string().check(z.minLength(1), z.maxLength(200)),
})
