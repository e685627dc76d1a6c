import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { storeNotice } from '@/lib/billing/payment/store-notice.command'
import type { Gateway } from '@/lib/billing/payment/payment.rules'
import type { Paid } from '@/lib/gateway/payment-channel'
import { settlePayment } from './settle-payment.command'

/** What a query found paid goes the same way as a notice: stored first, then applied. Says whether it paid the order. */
export async function applyPaid(
  channel: Gateway,
  outTradeNo: string,
  state: Paid,
): Promise<{ settled: boolean }> {
  const { noticeId } = await storeNotice(SYSTEM, {
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
  const { outcome } = await settlePayment(SYSTEM, { noticeId })
  return { settled: outcome === 'settled' || outcome === 'already-settled' }
}
