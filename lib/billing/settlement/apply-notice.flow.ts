import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { postponeNotice } from '@/lib/billing/payment/postpone-notice.command'
import { findChannel } from '@/lib/gateway/payment-channels'
import { settlePayment } from './settle-payment.command'

/**
 * Applies a stored notice; where that needs a question to its gateway first, asks it and applies the answer. What the
 * gateway does not answer, or fails for our own reason, leaves the notice to a later sweep.
 */
export async function applyNotice(noticeId: string): Promise<void> {
  try {
    await askAndApply(noticeId)
  } catch (error) {
    // Where the database itself is away there is nothing to write down, and the first failure is the one to tell.
    await postponeNotice(SYSTEM, { noticeId }).catch(() => undefined)
    throw error
  }
}

async function askAndApply(noticeId: string): Promise<void> {
  const { ask } = await settlePayment(SYSTEM, { noticeId })
  const channel = ask && findChannel(ask.channel)
  if (!ask || !channel) return
  const state = await channel.queryRefund(ask.outTradeNo, ask.refundNo)
  if (state.kind === 'done')
    await settlePayment(SYSTEM, { noticeId, answer: { kind: 'done', amountFen: state.fen } })
  if (state.kind === 'not-exist') await settlePayment(SYSTEM, { noticeId, answer: { kind: 'not-exist' } })
}
