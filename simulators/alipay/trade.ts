import { beijing, beijingToMs } from '../clock'
import type { Faults } from '../faults'
import { text, type Json } from '../json'
import { fenFromYuan, yuan, type Fen } from '../money'
import type { AlipayError } from './error'
import { businessError } from './error'

/** One trade of the merchant at Alipay. Times are milliseconds of business time. */
export interface AlipayTrade {
  outTradeNo: string
  page: 'alipay.trade.page.pay' | 'alipay.trade.wap.pay'
  fen: Fen
  subject: string
  body: string | null
  passbackParams: string | null
  notifyUrl: string | null
  returnUrl: string | null
  /** Where a phone goes when the buyer gives up. */
  quitUrl: string | null
  expiresAt: number | null
  /** Null until the buyer has opened the cashier page: before that the trade does not exist for the API. */
  tradeNo: string | null
  status: 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED' | 'TRADE_FINISHED'
  createdAt: number | null
  paidAt: number | null
  closedAt: number | null
  refundedAt: number | null
  refundedFen: Fen
}

export interface AlipayRefund {
  outTradeNo: string
  outRequestNo: string
  fen: Fen
  reason: string | null
  /** When it was carried out; null while it is under way. */
  at: number | null
}

export const BUYER = { id: '2088102122524333', logonId: '159****5620' }

const PRODUCT_CODES = {
  'alipay.trade.page.pay': 'FAST_INSTANT_TRADE_PAY',
  'alipay.trade.wap.pay': 'QUICK_WAP_WAY',
} as const
const LARGEST_FEN = 10_000_000_000n
const MINUTE_MS = 60_000
/** A trade can be refunded for a year; then it is finished. */
const REFUNDABLE_MS = 365 * 24 * 60 * MINUTE_MS
const UNITS = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 24 * 60 * MINUTE_MS } as const

export type PageOrder = Pick<
  AlipayTrade,
  'outTradeNo' | 'fen' | 'subject' | 'body' | 'passbackParams' | 'expiresAt' | 'quitUrl'
>

/** Reads the business content of a page payment; throws what Alipay would show for a bad one. */
export function readPageOrder(page: AlipayTrade['page'], biz: Json, now: number): PageOrder {
  const outTradeNo = text(biz['out_trade_no'])
  const subject = text(biz['subject'])
  const fen = fenFromYuan(biz['total_amount'])
  if (!/^\w{1,64}$/.test(outTradeNo)) throw invalid('out_trade_no')
  if (subject === '' || subject.length > 256 || /[/=&]/.test(subject)) throw invalid('subject')
  if (fen === null || fen === '0') throw invalid('total_amount')
  if (BigInt(fen) > LARGEST_FEN) throw businessError('TOTAL_FEE_EXCEED', '订单总金额不在允许范围内')
  if (text(biz['product_code']) !== PRODUCT_CODES[page]) throw invalid('product_code')
  return {
    outTradeNo,
    subject,
    fen,
    body: text(biz['body']) || null,
    passbackParams: text(biz['passback_params']) || null,
    quitUrl: readQuitUrl(page, biz),
    expiresAt: readExpiry(biz, now),
  }
}

/** The trade as a reader finds it now: an unpaid one that has run out is closed, a paid one of a year ago finished. */
export function atTime(trade: AlipayTrade, now: number): AlipayTrade {
  if (trade.status === 'TRADE_SUCCESS' && trade.paidAt !== null && now - trade.paidAt >= REFUNDABLE_MS)
    return { ...trade, status: 'TRADE_FINISHED' }
  if (trade.status !== 'WAIT_BUYER_PAY' || trade.expiresAt === null || now <= trade.expiresAt) return trade
  return { ...trade, status: 'TRADE_CLOSED', closedAt: trade.expiresAt }
}

export function queryAnswer(trade: AlipayTrade, faults: Faults): Json {
  const fen = faults.wrongAmountFen ?? trade.fen
  const told: Json = {
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    buyer_logon_id: BUYER.logonId,
    buyer_user_id: BUYER.id,
    trade_status: trade.status,
    total_amount: yuan(fen),
    point_amount: '0.00',
    store_name: '网上商店/Online shop',
  }
  if (trade.paidAt === null) return told
  return {
    ...told,
    receipt_amount: yuan(fen),
    buyer_pay_amount: yuan(fen),
    invoice_amount: yuan(fen),
    send_pay_date: beijing(trade.paidAt),
    fund_bill_list: [{ fund_channel: 'ALIPAYACCOUNT', amount: yuan(fen) }],
  }
}

function readQuitUrl(page: AlipayTrade['page'], biz: Json): string | null {
  const address = text(biz['quit_url'])
  if (page !== 'alipay.trade.wap.pay' || address === '') return null
  if (address.length > 400 || !URL.canParse(address)) throw invalid('quit_url')
  return address
}

function readExpiry(biz: Json, now: number): number | null {
  const absolute = text(biz['time_expire'])
  if (absolute !== '') {
    const end = beijingToMs(absolute)
    if (end === null) throw invalid('time_expire')
    return end
  }
  const relative = text(biz['timeout_express'])
  if (relative === '') return null
  const match = /^([1-9]\d{0,4})([mhd])$/.exec(relative)
  if (!match?.[1] || !match[2]) throw invalid('timeout_express')
  return now + Number(match[1]) * UNITS[match[2] as keyof typeof UNITS]
}

function invalid(field: string): AlipayError {
  return businessError('INVALID_PARAMETER', `参数有误：${field}`)
}
