import { createHash } from 'node:crypto'
import type {
  Acknowledgement,
  ChannelState,
  Closed,
  NoticeReading,
  Outcome,
  PaymentChannel,
  Refused,
  RefundOrder,
  RefundState,
  Unknown,
} from '../payment-channel'
import { createAlipay } from './client'
import type { Alipay, AlipayConfig, AlipayTrade } from './client'
import { readNotice } from './notice'
import type { AlipayNotice } from './notice'

/** The trade is paid, over or closed already; which of them only a query tells. */
const NOT_OPEN = new Set([
  'ACQ.TRADE_STATUS_ERROR',
  'ACQ.REASON_TRADE_STATUS_INVALID',
  'ACQ.REASON_ILLEGAL_STATUS',
  'ACQ.TRADE_HAS_SUCCESS',
  'ACQ.TRADE_HAS_FINISHED',
])

/** Alipay as the product sees it. Throws only for unusable settings. */
export function alipayChannel(config: AlipayConfig): PaymentChannel {
  const client = createAlipay(config)
  const { alipayPublicKey, appId, sellerId } = config
  return {
    name: 'alipay',
    acknowledge: {
      accepted: acknowledgement(200, 'success'),
      failed: acknowledgement(500, 'failure'),
      notVerified: acknowledgement(401, 'failure'),
    },
    async start(attempt) {
      const url = attempt.device === 'phone' ? client.wapPay(attempt) : client.pagePay(attempt)
      return { kind: 'redirect', url }
    },
    async query(outTradeNo) {
      const answer = await client.query(outTradeNo)
      if (answer.kind !== 'ok') return answer.kind === 'refused' ? absentOr(answer) : answer
      return stateOf(answer.value, config.clock)
    },
    async close(outTradeNo) {
      return closedOf(await client.close(outTradeNo))
    },
    async readNotice(_headers, body, now) {
      return readingOf(readNotice({ body, alipayPublicKey, appId, sellerId }), body, now)
    },
    refund: (order) => refund(client, order),
    queryRefund: (outTradeNo, refundNo) => queryRefund(client, outTradeNo, refundNo),
  }
}

/** Exactly these seven letters, or the notice comes again. */
function acknowledgement(status: number, body: 'success' | 'failure'): Acknowledgement {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}

function isAbsent({ code }: Refused): boolean {
  return code === 'ACQ.TRADE_NOT_EXIST'
}

function absentOr(refused: Refused): { readonly kind: 'not-exist' } | Unknown {
  if (isAbsent(refused)) return { kind: 'not-exist' }
  return { kind: 'unknown', why: `refused: ${refused.code}`, requestId: refused.requestId }
}

/** A query names neither app nor seller: it is answered to our own signature about our own trades alone. */
function stateOf(trade: AlipayTrade, clock: () => Date): ChannelState {
  const { status, fen, tradeNo, paidAt } = trade
  if (status === 'WAIT_BUYER_PAY') return { kind: 'pending' }
  // Closed by a full refund it still names the moment of payment.
  if (status === 'TRADE_CLOSED' && paidAt === null) return { kind: 'closed' }
  const known = status === 'TRADE_SUCCESS' || status === 'TRADE_FINISHED' || status === 'TRADE_CLOSED'
  if (!known || fen === null || fen === 0n || tradeNo === null) {
    return { kind: 'unknown', why: `trade_status ${status} makes no sense`, requestId: null }
  }
  const refunded = status === 'TRADE_CLOSED'
  return { kind: 'paid', fen, channelTradeNo: tradeNo, paidAt: paidAt ?? clock(), refunded, foreign: null }
}

function closedOf(answer: Outcome<null>): Closed {
  if (answer.kind === 'ok') return { kind: 'closed' }
  if (answer.kind === 'unknown') return answer
  if (answer.code === 'ACQ.TRADE_HAS_CLOSE') return { kind: 'closed' }
  return NOT_OPEN.has(answer.code) ? { kind: 'not-open', code: answer.code } : absentOr(answer)
}

async function refund(client: Alipay, order: RefundOrder): Promise<RefundState> {
  const answer = await client.refund(order)
  if (answer.kind !== 'ok') return answer
  const { changed, refundedAt } = answer.value
  if (changed) return { kind: 'done', fen: order.fen, channelRefundNo: null, refundedAt }
  const found = await queryRefund(client, order.outTradeNo, order.refundNo)
  // Accepted, yet not there: it is on its way.
  return found.kind === 'not-exist' ? { kind: 'processing' } : found
}

async function queryRefund(client: Alipay, outTradeNo: string, refundNo: string): Promise<RefundState> {
  const answer = await client.queryRefund(outTradeNo, refundNo)
  if (answer.kind === 'refused') return isAbsent(answer) ? { kind: 'not-exist' } : answer
  if (answer.kind === 'unknown') return answer
  if (answer.value === null) return { kind: 'not-exist' }
  const { fen, refundedAt } = answer.value
  return { kind: 'done', fen, channelRefundNo: null, refundedAt }
}

function readingOf(notice: AlipayNotice, body: string, now: Date): NoticeReading {
  if (!notice.verified) return { verified: false, why: 'signature-wrong' }
  const { event, foreign, outTradeNo, tradeNo, fen, params } = notice
  const noticeId = notice.notifyId ?? createHash('sha256').update(body).digest('hex')
  const verified = { verified: true, noticeId, foreign, payload: params } as const
  if (event === null || outTradeNo === null) {
    return {
      ...verified,
      kind: 'other',
      outTradeNo,
      why: `trade_status ${params['trade_status'] ?? 'absent'}`,
    }
  }
  if (event === 'refund') {
    const refunds = {
      refundNo: notice.refundNo,
      fen: null,
      refundedFen: notice.refundFen,
      refundedAt: notice.refundedAt,
    }
    return {
      ...verified,
      kind: event,
      outTradeNo,
      channelTradeNo: tradeNo,
      refund: { ...refunds, status: 'done' },
    }
  }
  if (event !== 'paid') return { ...verified, kind: event, outTradeNo }
  if (fen === null || tradeNo === null) return { ...verified, kind: 'other', outTradeNo, why: 'incomplete' }
  return { ...verified, kind: 'paid', outTradeNo, fen, channelTradeNo: tradeNo, paidAt: notice.paidAt ?? now }
}
