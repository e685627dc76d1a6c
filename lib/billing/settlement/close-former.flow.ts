import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { closePayment } from '@/lib/billing/payment/close-payment.command'
import type { Channel } from '@/lib/billing/payment/payment.rules'
import { findChannel } from '@/lib/gateway/payment-channels'
import { Refusal } from '@/lib/kernel/refusal'
import { applyPaid } from './apply-state.flow'

/**
 * Closes the attempt that a new one replaces. What the gateway does not answer is left to the sweep; where it finds the
 * order paid, the payment stands: refused as `payment.just-paid`.
 */
export async function closeFormer(former: {
  id: string
  channel: Channel
  outTradeNo: string
}): Promise<void> {
  const channel = findChannel(former.channel)
  if (!channel) return
  const closed = await channel.close(former.outTradeNo)
  if (closed.kind === 'closed') await closePayment(SYSTEM, { paymentId: former.id, atGateway: true })
  if (closed.kind !== 'not-open') return
  const state = await channel.query(former.outTradeNo)
  if (state.kind !== 'paid') return
  const { settled } = await applyPaid(channel.name, former.outTradeNo, state)
  // Money that did not settle the order, a wrong amount say, is kept in suspense and leaves the order to be paid.
  if (settled) throw new Refusal('payment.just-paid')
}
