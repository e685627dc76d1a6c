import * as z from 'zod/mini'
import { isId } from '@/lib/kernel/id'

const id = z.string().check(z.refine(isId, 'id-invalid'))
const text = (required: string) =>
  z
    .string(required)
    .check(z.overwrite((typed) => typed.replaceAll('\r\n', '\n').trim()))
    .check(z.minLength(1, required), z.maxLength(500, 'reason-too-long'))
    .check(z.regex(/^[^\p{Cs}\0]*$/u, 'name-invalid'))

export const proposeAssignmentInput = z.object({
  suspenseId: id,
  orderNumber: z
    .string('order-number-required')
    .check(z.trim(), z.toUpperCase(), z.regex(/^[0-9A-Z]{1,32}$/, 'order-number-required')),
  reason: text('decision-reason-required'),
})

/** `seen` is the order as the page showed it. */
export const agreeAssignmentInput = z.object({ suspenseId: id, seen: id })
export const rejectAssignmentInput = z.object({ suspenseId: id, reason: text('decision-reason-required') })
export const noteSuspenseInput = z.object({ suspenseId: id, note: text('note-required') })
