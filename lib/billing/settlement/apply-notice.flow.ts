import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { findChannel } from '@/lib/gateway/payment-channels'
import { settlePayment } from './settle-payment.command'

/**
 * Applies a stored notice; where that needs a question to its gateway first, asks it and applies the answer. What the
 * gateway does not answer leaves the notice to a later sweep.
 */
export async function applyNotice(noticeId: string): Promise<void> {
  const { ask } = await settlePayment(SYSTEM, { noticeId })
  const channel = ask && findChannel(ask.channel)
  if (!ask || !channel) return
  const state = await channel.queryRefund(ask.outTradeNo, ask.refundNo)
  if (state.kind === 'done')
    await settlePayment(SYSTEM, { noticeId, answer: { kind: 'done', amountFen: state.fen } })
  if (state.kind === 'not-exist') await settlePayment(SYSTEM, { noticeId, answer: { kind: 'not-exist' } })
}
