import * as z from 'zod/mini'
import { isId } from '@/lib/kernel/id'

const id = z.string().check(z.refine(isId, 'id-invalid'))
const channel = z.enum(['wechatpay', 'alipay'], 'method-required')

export const openPaymentInput = z.object({
  /** Born at the form: pressing twice starts one attempt. */
  attemptId: id,
  orderId: id,
  channel,
  device: z.enum(['desktop', 'phone']),
  /** The attempt that this one replaces, whose gateway was asked to close it. */
  formerId: z.nullish(id),
})

export const openCorporatePaymentInput = z.object({ attemptId: id, orderId: id })

/** `watched`: somebody has the page for paying open, so the answer is wanted sooner. */
export const claimQueryInput = z.object({ paymentId: id, watched: z.boolean() })
export const recordPayUrlInput = z.object({ paymentId: id, payUrl: z.string() })
export const closePaymentInput = z.object({ paymentId: id, atGateway: z.boolean() })

export const postponeNoticeInput = z.object({ noticeId: id })

export const storeNoticeInput = z.object({
  channel,
  noticeId: z.string().check(z.minLength(1), z.maxLength(200)),
  source: z.enum(['notice', 'query']),
  kind: z.enum(['paid', 'refund', 'closed', 'pending', 'other']),
  outTradeNo: z.nullable(z.string()),
  channelTradeNo: z.nullable(z.string()),
  amountFen: z.nullable(z.bigint()),
  foreign: z.nullable(z.enum(['app', 'seller', 'currency'])),
  happenedAt: z.nullable(z.date()),
  refundNo: z._default(z.nullable(z.string()), null),
  refundStatus: z._default(z.nullable(z.enum(['done', 'closed', 'abnormal'])), null),
  payload: z.string(),
})
