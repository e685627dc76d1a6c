import * as z from 'zod/mini'
import { isId } from '@/lib/kernel/id'
import { amountProblem, type AmountLimits } from '@/lib/kernel/typed-amount'
import { cardsProblem, quantityProblem } from './order.rules'

const id = z.string().check(z.refine(isId, 'id-invalid'))

/** A number of thousands as a person typed it; the problem found becomes the field's message. */
const thousands = z.pipe(
  z.string().check((context) => {
    const problem = quantityProblem(context.value)
    if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
  }),
  z.transform((typed: string) => Number(typed)),
)

export const placeOrderInput = z.object({
  /** Born at the form: the same form pressed twice orders once. */
  orderId: id,
  productCode: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/, 'required')),
  quantity: thousands,
  /** The price the person saw. Another price now is told, not charged. */
  unitPriceFen: z.string().check(z.regex(/^[0-9]{1,15}$/, 'required')),
  agreementVersion: z.string().check(z.regex(/^[0-9]{1,9}$/, 'required')),
  agreed: z.literal('on', 'agreement-required'),
})

/** An amount in yuan as a person typed it; `limits` are known to a form, and to the command from its policy. */
const typedAmount = (limits: Partial<AmountLimits>) =>
  z.string().check((context) => {
    const problem = amountProblem(context.value, limits)
    if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
  })

export const topUpInput = (limits: Partial<AmountLimits> = {}) =>
  z.object({
    /** Born at the form: the same form pressed twice orders once. */
    orderId: id,
    amount: typedAmount(limits),
    agreementVersion: z.string().check(z.regex(/^[0-9]{1,9}$/, 'required')),
    agreed: z.literal('on', 'agreement-required'),
  })

/** How many cards, as a person typed it; `most` is known to a form, and to the command from its product. */
const cards = (most: number | null) =>
  z.pipe(
    z.string().check((context) => {
      const problem = cardsProblem(context.value, most)
      if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
    }),
    z.transform((typed: string) => Number(typed)),
  )

export const cardOrderInput = (most: number | null = null) =>
  z.object({
    /** Born at the form: the same form pressed twice orders once. */
    orderId: id,
    productCode: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/, 'required')),
    quantity: cards(most),
    /** The face value the person saw. Another one now is told, not charged. */
    unitPriceFen: z.string().check(z.regex(/^[0-9]{1,15}$/, 'required')),
    agreementVersion: z.string().check(z.regex(/^[0-9]{1,9}$/, 'required')),
    agreed: z.literal('on', 'agreement-required'),
  })
