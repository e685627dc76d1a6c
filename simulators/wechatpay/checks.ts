import { rfc3339ToMs } from '../clock'
import { object, text, type Json } from '../json'
import { fenFrom, type Fen } from '../money'
import { paramError, WechatError } from './outcome'
import type { WechatPayment } from './payment'

const OUT_TRADE_NO = /^[0-9A-Za-z_\-|*]{6,32}$/
const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/
const MINUTE_MS = 60_000
const LONGEST_EXPIRY_MS = 90 * 24 * 60 * MINUTE_MS

export type OrderRequest = Pick<
  WechatPayment,
  'outTradeNo' | 'fen' | 'description' | 'attach' | 'notifyUrl' | 'timeExpire'
>

/** Reads the body of an ordering call; throws what WeChat Pay would answer to a bad one. */
export function readOrder(body: Json, appid: string): OrderRequest {
  if (text(body['appid']) !== appid) {
    throw new WechatError(400, 'APPID_MCHID_NOT_MATCH', 'appid和mchid不匹配')
  }
  const outTradeNo = text(body['out_trade_no'])
  if (!OUT_TRADE_NO.test(outTradeNo))
    throw paramError('out_trade_no', outTradeNo, '商户订单号须为6-32个规定字符')
  return {
    outTradeNo,
    description: readLength(body, 'description', 1, 127),
    attach: body['attach'] === undefined ? null : readLength(body, 'attach', 0, 128),
    notifyUrl: readNotifyUrl(body['notify_url']),
    timeExpire: body['time_expire'] === undefined ? null : text(body['time_expire']),
    fen: readAmount(body['amount'], 'total'),
  }
}

/** H5 orders must say where the payer sits and in what kind of browser. */
export function checkScene(body: Json): void {
  const scene = object(body['scene_info'])
  if (!text(scene['payer_client_ip'])) throw paramError('scene_info.payer_client_ip', '', '用户终端IP必填')
  const type = object(scene['h5_info'])['type']
  if (!['iOS', 'Android', 'Wap'].includes(text(type)))
    throw paramError('scene_info.h5_info.type', type, '场景类型不合法')
}

export function checkExpiry(timeExpire: string | null, now: number): void {
  if (timeExpire === null) return
  const end = rfc3339ToMs(timeExpire)
  if (end === null) throw paramError('time_expire', timeExpire, '须为RFC 3339格式')
  // Half a minute of grace, since the two clocks need not agree.
  if (end < now + MINUTE_MS / 2)
    throw paramError('time_expire', timeExpire, '支付结束时间须晚于下单时间1分钟')
  if (end > now + LONGEST_EXPIRY_MS) throw paramError('time_expire', timeExpire, '支付结束时间不得晚于90天')
}

export interface RefundRequest {
  outTradeNo: string | null
  transactionId: string | null
  outRefundNo: string
  refund: Fen
  total: Fen
  notifyUrl: string | null
}

export function readRefund(body: Json): RefundRequest {
  const outTradeNo = text(body['out_trade_no']) || null
  const transactionId = text(body['transaction_id']) || null
  if (outTradeNo === null && transactionId === null) {
    throw paramError('transaction_id', '', 'transaction_id和out_trade_no须填一个')
  }
  const outRefundNo = text(body['out_refund_no'])
  if (!OUT_REFUND_NO.test(outRefundNo))
    throw paramError('out_refund_no', outRefundNo, '商户退款单号须为1-64个规定字符')
  if (body['reason'] !== undefined) readLength(body, 'reason', 0, 80)
  if (object(body['amount'])['currency'] !== 'CNY') throw paramError('amount.currency', '', '退款币种须为CNY')
  return {
    outTradeNo,
    transactionId,
    outRefundNo,
    refund: readAmount(body['amount'], 'refund'),
    total: readAmount(body['amount'], 'total'),
    notifyUrl: body['notify_url'] === undefined ? null : readNotifyUrl(body['notify_url']),
  }
}

function readLength(body: Json, field: string, least: number, most: number): string {
  const value = body[field]
  const length = typeof value === 'string' ? [...value].length : -1
  if (length < least || length > most) throw paramError(field, value, `长度须为${least}-${most}个字符`)
  return text(value)
}

function readAmount(amount: unknown, field: 'total' | 'refund'): Fen {
  const value = object(amount)[field]
  const fen = typeof value === 'number' ? fenFrom(value) : null
  if (fen === null || fen === '0')
    throw paramError(`amount.${field}`, value, '金额须为不小于1的整数，单位为分')
  const currency = object(amount)['currency']
  if (currency !== undefined && currency !== 'CNY')
    throw paramError('amount.currency', currency, '币种须为CNY')
  return fen
}

function readNotifyUrl(value: unknown): string {
  const address = text(value)
  const isAllowed = address.length <= 255 && URL.canParse(address) && /^https?:\/\//.test(address)
  if (!isAllowed || address.includes('?'))
    throw paramError('notify_url', value, '通知地址须为不带参数的完整地址')
  return address
}
