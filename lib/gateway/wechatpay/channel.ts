import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import type {
  Acknowledgement,
  Attempt,
  ChannelState,
  Closed,
  Foreign,
  NoticeReading,
  Outcome,
  PaymentChannel,
  RefundNotice,
  RefundState,
  Refused,
  Started,
  Unknown,
} from '../payment-channel'
import type { Callback } from './callback'
import { createWechatpay } from './client'
import type { Wechatpay } from './client'
import type { WechatRefund, WechatTransaction } from './payment-object'
import type { WechatpayConfig } from './transport'

/** WeChat Pay as the product sees it. Throws only for unusable settings. */
export function wechatpayChannel(config: WechatpayConfig): PaymentChannel {
  const client = createWechatpay(config)
  return {
    name: 'wechatpay',
    acknowledge: {
      accepted: acknowledgement(200, 'SUCCESS', '成功'),
      failed: acknowledgement(500, 'FAIL', '失败'),
      notVerified: acknowledgement(401, 'FAIL', '失败'),
    },
    start: (attempt) => start(client, attempt),
    async query(outTradeNo) {
      const answer = await client.queryByOutTradeNo(outTradeNo)
      if (answer.kind !== 'ok') return answer.kind === 'refused' ? absentOr(answer) : answer
      return stateOf(config, answer.value)
    },
    async close(outTradeNo) {
      return closedOf(await client.close(outTradeNo))
    },
    async readNotice(headers, body, now) {
      return readingOf(config, await client.readCallback(headers, body, now), body, now)
    },
    async refund(order) {
      return refundStateOf(await client.refund(order))
    },
    async queryRefund(_outTradeNo, refundNo) {
      const state = refundStateOf(await client.queryRefund(refundNo))
      const absent = state.kind === 'refused' && state.code === 'RESOURCE_NOT_EXISTS'
      return absent ? { kind: 'not-exist' } : state
    },
  }
}

/** On a phone WeChat's own page leads to the app and back; everywhere else a code is shown. */
async function start(client: Wechatpay, attempt: Attempt): Promise<Started> {
  const { clientIp, device, returnUrl } = attempt
  if (device === 'phone' && clientIp !== undefined && isIP(clientIp) !== 0) {
    const created = await client.createH5({ ...attempt, clientIp })
    if (created.kind === 'ok') return { kind: 'redirect', url: withReturn(created.value, returnUrl) }
    // A merchant without the H5 product: nothing was begun, so the same number may ask for a code.
    if (created.kind !== 'refused' || created.code !== 'NO_AUTH') return created
  }
  const created = await client.createNative(attempt)
  return created.kind === 'ok' ? { kind: 'qr', codeUrl: created.value } : created
}

function acknowledgement(status: number, code: string, message: string): Acknowledgement {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  return { status, headers, body: JSON.stringify({ code, message }) }
}

/** WeChat brings the buyer back to `redirect_url`, which its documents want appended by hand. */
function withReturn(h5Url: string, returnUrl: string | undefined): string {
  return returnUrl === undefined ? h5Url : `${h5Url}&redirect_url=${encodeURIComponent(returnUrl)}`
}

/** Old and new documents spell the code in two ways. */
function isAbsent({ code }: Refused): boolean {
  return code === 'ORDER_NOT_EXIST' || code === 'ORDERNOTEXIST'
}

function absentOr(refused: Refused): { readonly kind: 'not-exist' } | Unknown {
  if (isAbsent(refused)) return { kind: 'not-exist' }
  return { kind: 'unknown', why: `refused: ${refused.code}`, requestId: refused.requestId }
}

function stateOf(config: WechatpayConfig, payment: WechatTransaction): ChannelState {
  switch (payment.state) {
    case 'SUCCESS':
    case 'REFUND': {
      const { totalFen, transactionId } = payment
      if (totalFen === null || transactionId === null) break
      const facts = { fen: totalFen, channelTradeNo: transactionId, paidAt: payment.paidAt ?? config.clock() }
      return {
        kind: 'paid',
        ...facts,
        refunded: payment.state === 'REFUND',
        foreign: foreignOf(config, payment),
      }
    }
    case 'NOTPAY':
    case 'USERPAYING':
    case 'ACCEPT':
    case 'PAYERROR':
      return { kind: 'pending' }
    case 'CLOSED':
    case 'REVOKED':
      return { kind: 'closed' }
  }
  return { kind: 'unknown', why: `trade_state ${payment.state} makes no sense`, requestId: null }
}

function foreignOf(config: WechatpayConfig, payment: WechatTransaction): Foreign | null {
  if (payment.appId !== config.appId) return 'app'
  if (payment.mchId !== config.mchId) return 'seller'
  return payment.currency === 'CNY' ? null : 'currency'
}

function closedOf(answer: Outcome<null>): Closed {
  if (answer.kind === 'ok') return { kind: 'closed' }
  if (answer.kind === 'unknown') return answer
  if (answer.code === 'ORDER_CLOSED') return { kind: 'closed' }
  if (answer.code === 'ORDER_PAID' || answer.code === 'ORDERPAID')
    return { kind: 'not-open', code: answer.code }
  return absentOr(answer)
}

function refundStateOf(answer: Outcome<WechatRefund>): RefundState {
  if (answer.kind !== 'ok') return answer
  const { status, refundFen, refundId, refundedAt } = answer.value
  if (status === 'SUCCESS') return { kind: 'done', fen: refundFen, channelRefundNo: refundId, refundedAt }
  if (status === 'PROCESSING') return { kind: 'processing' }
  if (status === 'CLOSED') return { kind: 'closed' }
  if (status === 'ABNORMAL') return { kind: 'abnormal' }
  return { kind: 'unknown', why: `refund status ${status} makes no sense`, requestId: null }
}

function readingOf(config: WechatpayConfig, callback: Callback, body: string, now: Date): NoticeReading {
  if (!callback.verified) return { verified: false, why: callback.why }
  // Sealed with another APIv3 key than ours: whoever sent it, it cannot be believed, and it should come again.
  if (callback.kind === 'unreadable') return { verified: false, why: 'unreadable' }
  const noticeId = callback.id ?? createHash('sha256').update(body).digest('hex')
  const payload = { id: callback.id, event_type: callback.eventType, resource: callback.decrypted }
  const verified = { verified: true, noticeId, payload } as const
  if (callback.kind === 'refund') {
    const { outTradeNo, transactionId, mchId } = callback.refund
    const refund = refundNoticeOf(callback.refund)
    if (refund) {
      const foreign = mchId === config.mchId ? null : 'seller'
      return { ...verified, kind: 'refund', foreign, outTradeNo, channelTradeNo: transactionId, refund }
    }
  }
  if (callback.kind === 'transaction') {
    const { outTradeNo } = callback.transaction
    const state = stateOf(config, { ...callback.transaction, paidAt: callback.transaction.paidAt ?? now })
    if (state.kind === 'paid') {
      const { fen, channelTradeNo, paidAt, foreign } = state
      return { ...verified, kind: 'paid', foreign, outTradeNo, fen, channelTradeNo, paidAt }
    }
    if (state.kind === 'pending' || state.kind === 'closed') {
      return { ...verified, kind: state.kind, foreign: foreignOf(config, callback.transaction), outTradeNo }
    }
  }
  const outTradeNo = callback.kind === 'transaction' ? callback.transaction.outTradeNo : null
  return { ...verified, kind: 'other', foreign: null, outTradeNo, why: `event ${callback.eventType}` }
}

function refundNoticeOf(refund: WechatRefund): RefundNotice | null {
  const states: Readonly<Record<string, RefundNotice['status']>> = {
    SUCCESS: 'done',
    CLOSED: 'closed',
    ABNORMAL: 'abnormal',
  }
  const status = Object.hasOwn(states, refund.status) ? states[refund.status] : undefined
  const { refundNo, refundFen, refundedAt } = refund
  return status ? { refundNo, status, fen: refundFen, refundedFen: null, refundedAt } : null
}
