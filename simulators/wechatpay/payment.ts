import { rfc3339, rfc3339ToMs } from '../clock'
import type { Faults } from '../faults'
import type { Json } from '../json'
import type { KeyRing } from '../keys'
import { jsonInteger, type Fen } from '../money'

/** One order of the merchant at WeChat Pay. Times are milliseconds of business time. */
export interface WechatPayment {
  outTradeNo: string
  tradeType: 'NATIVE' | 'MWEB'
  fen: Fen
  description: string
  attach: string | null
  notifyUrl: string
  timeExpire: string | null
  /** The request body in canonical form: asking again with other parameters is refused. */
  fingerprint: string
  /** What the newest code_url or h5_url carries, and since when; the former ones are void. */
  token: string
  tokenAt: number
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED'
  transactionId: string | null
  openid: string | null
  paidAt: number | null
}

export interface WechatRefund {
  refundId: string
  outRefundNo: string
  outTradeNo: string
  fen: Fen
  notifyUrl: string | null
  fingerprint: string
  status: 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL'
  /** How it will end. */
  outcome: 'SUCCESS' | 'CLOSED' | 'ABNORMAL'
  createdAt: number
  succeededAt: number | null
}

const STATE_WORDS: Record<WechatPayment['state'], string> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款',
  CLOSED: '订单已关闭',
}

export function isExpired(payment: WechatPayment, now: number): boolean {
  const end = payment.timeExpire === null ? null : rfc3339ToMs(payment.timeExpire)
  return payment.state === 'NOTPAY' && end !== null && now > end
}

/** The transaction as queries and notices tell it. */
export function transactionOf(payment: WechatPayment, ring: KeyRing): Json {
  const { appid, mchid } = ring.wechatpay
  const told: Json = {
    appid,
    mchid,
    out_trade_no: payment.outTradeNo,
    trade_state: payment.state,
    trade_state_desc: STATE_WORDS[payment.state],
    promotion_detail: [],
  }
  const total = jsonInteger(payment.fen)
  if (payment.paidAt === null) return { ...told, amount: { total, currency: 'CNY' } }
  return {
    ...told,
    transaction_id: payment.transactionId,
    trade_type: payment.tradeType,
    bank_type: 'OTHERS',
    // The attachment is told only once the order is paid.
    ...(payment.attach === null ? {} : { attach: payment.attach }),
    success_time: rfc3339(payment.paidAt),
    payer: { openid: payment.openid },
    amount: { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' },
  }
}

/** What a transaction becomes under the faults that change its content. */
export function distort(transaction: Json, faults: Faults): Json {
  const changed: Json = { ...transaction }
  if (faults.wrongSeller) changed['mchid'] = '1900000000'
  if (faults.wrongApp && 'appid' in transaction) changed['appid'] = 'wx0000000000000000'
  if (faults.wrongAmountFen !== null) {
    const total = jsonInteger(faults.wrongAmountFen)
    changed['amount'] = { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' }
  }
  return changed
}

export function refundOf(refund: WechatRefund, payment: WechatPayment): Json {
  const total = jsonInteger(payment.fen)
  const returned = jsonInteger(refund.fen)
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: payment.transactionId,
    out_trade_no: refund.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    ...(refund.succeededAt === null ? {} : { success_time: rfc3339(refund.succeededAt) }),
    create_time: rfc3339(refund.createdAt),
    status: refund.status,
    funds_account: 'AVAILABLE',
    amount: {
      total,
      refund: returned,
      payer_total: total,
      payer_refund: returned,
      settlement_refund: returned,
      settlement_total: total,
      discount_refund: 0,
      currency: 'CNY',
    },
    promotion_detail: [],
  }
}
