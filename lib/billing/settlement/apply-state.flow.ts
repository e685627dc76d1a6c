import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { storeNotice } from '@/lib/billing/payment/store-notice.command'
import type { Channel } from '@/lib/billing/payment/payment.rules'
import type { Paid } from '@/lib/gateway/payment-channel'
import { settlePayment } from './settle-payment.command'

/** What a query found paid goes the same way as a notice: stored first, then applied. */
export async function applyPaid(channel: Channel, outTradeNo: string, state: Paid): Promise<void> {
  const { noticeId, applied } = await storeNotice(SYSTEM, {
    channel,
    noticeId: `query:${state.channelTradeNo}`,
    source: 'query',
    kind: 'paid',
    outTradeNo,
    channelTradeNo: state.channelTradeNo,
    amountFen: state.fen,
    foreign: state.foreign,
    happenedAt: state.paidAt,
    payload: '',
  })
  if (!applied) await settlePayment(SYSTEM, { noticeId })
}
