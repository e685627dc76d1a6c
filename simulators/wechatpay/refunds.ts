import type { Faults } from '../faults'
import { canonical, text, type Json } from '../json'
import { sumFen } from '../money'
import { randomDigits } from '../random'
import type { Collection } from '../state'
import { readRefund, type RefundRequest } from './checks'
import { paramError, WechatError, type Outcome } from './outcome'
import type { WechatDesk } from './orders'
import { refundOf, type WechatPayment, type WechatRefund } from './payment'

const MOST_REFUNDS = 50
/** WeChat Pay refunds within a year of the payment. */
const REFUND_DAYS = 365
const DAY_MS = 24 * 60 * 60 * 1000

export interface RefundDesk extends WechatDesk {
  refunds: Collection<WechatRefund>
  /** out_refund_no of each payment. */
  refundsByPayment: Map<string, string[]>
  /** WeChat Pay accepts a refund first and carries it out a little later. */
  settleLater: (refund: WechatRefund) => void
}

/** The same out_refund_no refunds once: asked again with the same content, it tells the refund; otherwise it is refused. */
export function createRefund(desk: RefundDesk, body: Json): Outcome {
  const request = readRefund(body)
  const payment = findPayment(desk, request)
  if (!payment) throw new WechatError(404, 'RESOURCE_NOT_EXISTS', '订单不存在')
  const fingerprint = canonical([payment.outTradeNo, request.refund, request.total])
  const known = desk.refunds.get(request.outRefundNo)
  if (known) {
    if (known.fingerprint === fingerprint) return { status: 200, content: refundOf(known, payment) }
    throw new WechatError(400, 'INVALID_REQUEST', '退款单号已使用，且请求参数与首次请求时不一致')
  }
  checkRefundable(desk, payment, request)
  const refund = desk.refunds.put(request.outRefundNo, {
    refundId: `50${randomDigits(27)}`,
    outRefundNo: request.outRefundNo,
    outTradeNo: payment.outTradeNo,
    fen: request.refund,
    notifyUrl: request.notifyUrl,
    fingerprint,
    status: 'PROCESSING',
    outcome: outcomeOf(desk.faults.of('wechatpay')),
    createdAt: desk.clock.now(),
    succeededAt: null,
  })
  indexRefund(desk.refundsByPayment, refund)
  desk.payments.put(payment.outTradeNo, { ...payment, state: 'REFUND' })
  desk.settleLater(refund)
  return { status: 200, content: refundOf(refund, payment) }
}

export function queryRefund(desk: RefundDesk, outRefundNo: string): Outcome {
  const { refund, payment } = getRefund(desk, desk.refunds.get(outRefundNo))
  return { status: 200, content: refundOf(refund, payment) }
}

/** An abnormal refund (the payer's card is gone) is sent to another account. */
export function applyAbnormalRefund(desk: RefundDesk, refundId: string, body: Json): Outcome {
  const found = desk.refunds.get(text(body['out_refund_no']))
  const { refund, payment } = getRefund(desk, found?.refundId === refundId ? found : undefined)
  const type = text(body['type'])
  if (type !== 'USER_BANK_CARD' && type !== 'MERCHANT_BANK_CARD')
    throw paramError('type', type, '异常退款处理方式不合法')
  if (type === 'USER_BANK_CARD' && !(text(body['bank_account']) && text(body['real_name']))) {
    throw paramError('bank_account', '', '退款至用户银行卡时须填卡号和姓名')
  }
  if (refund.status !== 'ABNORMAL') throw new WechatError(400, 'INVALID_REQUEST', '退款单状态不是退款异常')
  const again = desk.refunds.put(refund.outRefundNo, { ...refund, status: 'PROCESSING', outcome: 'SUCCESS' })
  desk.settleLater(again)
  return { status: 200, content: refundOf(again, payment) }
}

/** Carries a refund out; null when that was done before. */
export function settleRefund(desk: RefundDesk, outRefundNo: string): WechatRefund | null {
  const refund = desk.refunds.get(outRefundNo)
  if (refund?.status !== 'PROCESSING') return null
  const succeededAt = refund.outcome === 'SUCCESS' ? desk.clock.now() : null
  return desk.refunds.put(outRefundNo, { ...refund, status: refund.outcome, succeededAt })
}

/** The refund as its notice tells it; there the status has another name than in the query. */
export function refundNoticeOf(refund: WechatRefund, payment: WechatPayment, mchid: string): Json {
  const told = refundOf(refund, payment)
  const { total, refund: returned, payer_total, payer_refund } = told['amount'] as Json
  return {
    mchid,
    transaction_id: payment.transactionId,
    out_trade_no: refund.outTradeNo,
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    refund_status: refund.status,
    ...(told['success_time'] === undefined ? {} : { success_time: told['success_time'] }),
    user_received_account: told['user_received_account'],
    amount: { total, refund: returned, payer_total, payer_refund },
  }
}

export function indexRefund(index: Map<string, string[]>, refund: WechatRefund): void {
  const numbers = index.get(refund.outTradeNo)
  if (numbers) numbers.push(refund.outRefundNo)
  else index.set(refund.outTradeNo, [refund.outRefundNo])
}

function outcomeOf(faults: Faults): WechatRefund['outcome'] {
  if (faults.refundsClose) return 'CLOSED'
  return faults.refundsAbnormal ? 'ABNORMAL' : 'SUCCESS'
}

function getRefund(desk: RefundDesk, refund: WechatRefund | undefined) {
  const payment = refund && desk.payments.get(refund.outTradeNo)
  if (!refund || !payment) throw new WechatError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
  return { refund, payment }
}

function findPayment(desk: RefundDesk, request: RefundRequest): WechatPayment | undefined {
  const byId = request.transactionId === null ? null : desk.transactions.get(request.transactionId)
  const outTradeNo = byId === null ? request.outTradeNo : (byId ?? null)
  return outTradeNo === null ? undefined : desk.payments.get(outTradeNo)
}

function checkRefundable(desk: RefundDesk, payment: WechatPayment, request: RefundRequest): void {
  if (payment.paidAt === null) throw new WechatError(400, 'INVALID_REQUEST', '订单未支付，不可退款')
  if (desk.clock.now() - payment.paidAt >= REFUND_DAYS * DAY_MS) {
    throw new WechatError(400, 'INVALID_REQUEST', '订单已超过可退款的最大期限')
  }
  if (request.total !== payment.fen) throw paramError('amount.total', request.total, '订单金额与原订单不一致')
  const numbers = desk.refundsByPayment.get(payment.outTradeNo) ?? []
  if (numbers.length >= MOST_REFUNDS) throw new WechatError(400, 'INVALID_REQUEST', '部分退款次数超限')
  const former = numbers.map((number) => desk.refunds.get(number)).filter((refund) => refund !== undefined)
  const counted = former.filter((refund) => refund.status !== 'CLOSED').map((refund) => refund.fen)
  if (BigInt(sumFen([...counted, request.refund])) > BigInt(payment.fen)) {
    throw new WechatError(400, 'INVALID_REQUEST', '申请退款金额大于可退金额')
  }
  if (desk.faults.of('wechatpay').notEnough) throw new WechatError(403, 'NOT_ENOUGH', '商户可用余额不足')
}
