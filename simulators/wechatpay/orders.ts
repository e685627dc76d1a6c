import type { Clock } from '../clock'
import type { FaultBoard } from '../faults'
import type { Call } from '../http'
import { canonical, text, type Json } from '../json'
import type { KeyFile } from '../keys'
import { randomDigits, randomHex } from '../random'
import type { Collection } from '../state'
import { checkExpiry, checkScene, readOrder } from './checks'
import { WechatError, type Outcome } from './outcome'
import { distort, isExpired, transactionOf, type WechatPayment } from './payment'

export interface WechatDesk {
  payments: Collection<WechatPayment>
  /** out_trade_no by transaction_id. */
  transactions: Map<string, string>
  keys: KeyFile
  clock: Clock
  faults: FaultBoard
  baseUrl: () => string
}

/** Ordering, natively or by H5: the same order asked again gets a new link, and the former link is void. */
export function createOrder(desk: WechatDesk, tradeType: WechatPayment['tradeType'], body: Json): Outcome {
  const order = readOrder(body, desk.keys.ring.wechatpay.appid)
  if (tradeType === 'MWEB') {
    if (desk.faults.of('wechatpay').noH5Permission) throw new WechatError(403, 'NO_AUTH', '商户无H5支付权限')
    checkScene(body)
  }
  const fingerprint = `${tradeType} ${canonical(body)}`
  const known = desk.payments.get(order.outTradeNo)
  if (known) checkRepeatable(known, fingerprint)
  else checkExpiry(order.timeExpire, desk.clock.now())
  const token = randomHex(5).slice(1)
  const link = { token, tokenAt: desk.clock.now() }
  const unpaid = { state: 'NOTPAY' as const, transactionId: null, openid: null, paidAt: null }
  desk.payments.put(
    order.outTradeNo,
    known ? { ...known, ...link } : { ...order, ...unpaid, ...link, tradeType, fingerprint },
  )
  if (tradeType === 'NATIVE') {
    return { status: 200, content: { code_url: `weixin://wxpay/bizpayurl?pr=${token}` } }
  }
  const page = `${desk.baseUrl()}/wechatpay/cgi-bin/mmpayweb-bin/checkmweb`
  return { status: 200, content: { h5_url: `${page}?prepay_id=wx${token}&package=${randomDigits(10)}` } }
}

export function queryOrder(desk: WechatDesk, payment: WechatPayment | undefined): Outcome {
  if (!payment) throw orderNotExist()
  const transaction = transactionOf(payment, desk.keys.ring)
  return { status: 200, content: distort(transaction, desk.faults.of('wechatpay')) }
}

/** Closing again is done again; only a paid order cannot be closed. */
export function closeOrder(desk: WechatDesk, outTradeNo: string): Outcome {
  const payment = desk.payments.get(outTradeNo)
  if (!payment) throw orderNotExist()
  if (payment.paidAt !== null) throw new WechatError(400, 'ORDER_PAID', '该订单已支付')
  if (payment.state !== 'CLOSED') desk.payments.put(outTradeNo, { ...payment, state: 'CLOSED' })
  return { status: 204, content: null }
}

/** The buyer's payment; null when it is too late or already done. */
export function payOrder(desk: WechatDesk, payment: WechatPayment, force: boolean): WechatPayment | null {
  const now = desk.clock.now()
  const isPayable = payment.state === 'NOTPAY' && !isExpired(payment, now)
  if (payment.paidAt !== null || (!isPayable && !force)) return null
  const transactionId = `42000${randomDigits(23)}`
  const openid = `o${randomHex(14)}`.slice(0, 28)
  desk.transactions.set(transactionId, payment.outTradeNo)
  return desk.payments.put(payment.outTradeNo, {
    ...payment,
    state: 'SUCCESS',
    transactionId,
    openid,
    paidAt: now,
  })
}

function orderNotExist(): WechatError {
  return new WechatError(404, 'ORDER_NOT_EXIST', '订单不存在')
}

/** Queries name the merchant in the URL, and it must be the one that signed. */
export function checkMerchant(call: Call, body: Json, mchid: string, isRequired: boolean): void {
  const named = call.query.get('mchid') ?? (body['mchid'] === undefined ? null : text(body['mchid']))
  if (named === null && !isRequired) return
  if (named !== mchid) throw new WechatError(401, 'SIGN_ERROR', '请求中的商户号与签名的商户号不一致')
}

function checkRepeatable(known: WechatPayment, fingerprint: string): void {
  if (known.fingerprint !== fingerprint) {
    throw new WechatError(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致')
  }
  if (known.paidAt !== null) throw new WechatError(400, 'ORDER_PAID', '该订单已支付')
  if (known.state === 'CLOSED') throw new WechatError(400, 'ORDER_CLOSED', '该订单已关闭')
}
