import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { storeNotice } from '@/lib/billing/payment/store-notice.command'
import { systemNow } from '@/lib/command/clock'
import type { Acknowledgement, NoticeReading, PaymentChannel } from '@/lib/gateway/payment-channel'
import { settlePayment } from './settle-payment.command'

type Report = (failure: { step: 'apply'; noticeId: string; error: unknown }) => void

/**
 * Takes a gateway's notice: verified, stored, applied, then acknowledged. Where applying fails for our own reason the
 * stored notice is acknowledged all the same, since a resend would not help; the sweep applies it.
 * Throws only where storing failed: then the gateway must send it again.
 */
export async function receiveNotice(
  channel: PaymentChannel,
  headers: Headers,
  body: string,
  report: Report,
): Promise<Acknowledgement> {
  const reading = await channel.readNotice(headers, body, systemNow())
  if (!reading.verified) return channel.acknowledge.notVerified
  const { noticeId, applied } = await storeNotice(SYSTEM, { channel: channel.name, ...contentOf(reading) })
  if (!applied) {
    try {
      await settlePayment(SYSTEM, { noticeId })
    } catch (error) {
      report({ step: 'apply', noticeId, error })
    }
  }
  return channel.acknowledge.accepted
}

function contentOf(reading: Extract<NoticeReading, { verified: true }>) {
  const paid = reading.kind === 'paid' ? reading : null
  const refund = reading.kind === 'refund' ? reading : null
  return {
    noticeId: reading.noticeId,
    source: 'notice' as const,
    kind: reading.kind,
    outTradeNo: reading.outTradeNo,
    channelTradeNo: paid?.channelTradeNo ?? refund?.channelTradeNo ?? null,
    // What one refund alone gave back. A sum of all refunds so far is nobody's amount and stays in the payload.
    amountFen: paid?.fen ?? refund?.refund.fen ?? null,
    foreign: reading.foreign,
    happenedAt: paid?.paidAt ?? refund?.refund.refundedAt ?? null,
    refundNo: refund?.refund.refundNo ?? null,
    refundStatus: refund?.refund.status ?? null,
    payload: JSON.stringify(reading.payload),
  }
}
