import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { claimQuery } from '@/lib/billing/payment/claim-query.command'
import { closePayment } from '@/lib/billing/payment/close-payment.command'
import type { ChannelState, PaymentChannel } from '@/lib/gateway/payment-channel'
import { findChannel } from '@/lib/gateway/payment-channels'
import { applyPaid } from './apply-state.flow'

/**
 * Asks the gateway about an attempt, if a question is due, and applies the answer. An attempt whose time is over, or
 * that was closed here, is closed at the gateway too, so that no money can follow. Says whether it asked.
 */
export async function queryPayment(paymentId: string, { watched = false } = {}): Promise<boolean> {
  const claimed = await claimQuery(SYSTEM, { paymentId, watched })
  const channel = claimed && findChannel(claimed.channel)
  if (!claimed || !channel) return false
  const state = await channel.query(claimed.outTradeNo)
  await applyState(channel, claimed, state)
  return true
}

type Claimed = NonNullable<Awaited<ReturnType<typeof claimQuery>>>

async function applyState(channel: PaymentChannel, payment: Claimed, state: ChannelState): Promise<void> {
  switch (state.kind) {
    case 'paid':
      await applyPaid(channel.name, payment.outTradeNo, state)
      return
    case 'closed':
      await closePayment(SYSTEM, { paymentId: payment.id, atGateway: true })
      return
    case 'pending':
    case 'not-exist':
      if (payment.over) await closeAtGateway(channel, payment)
      return
    case 'unknown':
      return
  }
}

/** Closing that finds the payment paid is no failure: the payment stands, whatever was wanted. */
async function closeAtGateway(channel: PaymentChannel, payment: Claimed): Promise<void> {
  const closed = await channel.close(payment.outTradeNo)
  // What never existed at the gateway may come to exist until its time is over: an Alipay page still open, say.
  if (closed.kind === 'closed' || (closed.kind === 'not-exist' && payment.timeOver))
    await closePayment(SYSTEM, { paymentId: payment.id, atGateway: true })
  if (closed.kind !== 'not-open') return
  const state = await channel.query(payment.outTradeNo)
  if (state.kind === 'paid') await applyPaid(channel.name, payment.outTradeNo, state)
}
