import * as z from 'zod/mini'
import { isId } from '@/lib/kernel/id'

export const settlePaymentInput = z.object({ noticeId: z.string().check(z.refine(isId, 'id-invalid')) })
export const orderInput = z.object({ orderId: z.string().check(z.refine(isId, 'id-invalid')) })
