import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { env } from '@/lib/env'
import type { PaymentChannel, RefundState } from '@/lib/gateway/payment-channel'
import { findChannel } from '@/lib/gateway/payment-channels'
import { applyRefund } from './apply-refund.command'
import { claimRefund } from './claim-refund.command'

type Claimed = NonNullable<Awaited<ReturnType<typeof claimRefund>>>

/**
 * Takes the next step of a refund at its gateway, if one is due, and applies the answer. What was sent before is asked
 * about first; what the gateway does not know is sent again under the same number. Says whether it took one.
 */
export async function followRefund(refundId: string): Promise<boolean> {
  const claimed = await claimRefund(SYSTEM, { refundId })
  const channel = claimed && findChannel(claimed.refund.route)
  if (!claimed || !channel || claimed.step === 'dropped') return false
  await applyRefund(SYSTEM, { refundId, told: toldBy(await stepAt(channel, claimed)) })
  return true
}

async function stepAt(channel: PaymentChannel, { step, refund }: Claimed): Promise<RefundState> {
  const { outTradeNo, number, status } = refund
  if (outTradeNo === null) throw new Error('a refund through a gateway names its trade')
  if (step === 'ask') {
    const state = await channel.queryRefund(outTradeNo, number)
    // Given up by the gateway, it waits for a person: sending it again is theirs to decide.
    if (state.kind !== 'not-exist' || status === 'abnormal') return state
  }
  return channel.refund({
    outTradeNo,
    refundNo: number,
    fen: refund.amountFen,
    totalFen: refund.tradeFen,
    // The payer reads it, and both gateways are Chinese.
    reason: `退款 ${number}`,
    ...notifyUrl(channel),
  })
}

/** WeChat Pay tells of each refund at an address of its own; Alipay at that of the payment. */
function notifyUrl(channel: PaymentChannel): { notifyUrl?: string } {
  if (channel.name !== 'wechatpay') return {}
  return { notifyUrl: `${new URL(env.NEXTAUTH_URL).origin}/api/payments/wechatpay/refund-notify` }
}

function toldBy(state: RefundState) {
  if (state.kind === 'done')
    return { kind: state.kind, amountFen: state.fen, channelRefundNo: state.channelRefundNo }
  return state.kind === 'refused' ? { kind: state.kind, code: state.code } : { kind: state.kind }
}
