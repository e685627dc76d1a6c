import { beijing, type Clock } from '../clock'
import type { FaultBoard } from '../faults'
import { text, type Json } from '../json'
import { fenFromYuan, sumFen, yuan } from '../money'
import { randomDigits } from '../random'
import type { Collection } from '../state'
import { businessError } from './error'
import { atTime, BUYER, queryAnswer, type AlipayRefund, type AlipayTrade, type PageOrder } from './trade'

export interface AlipayDesk {
  trades: Collection<AlipayTrade>
  refunds: Collection<AlipayRefund>
  clock: Clock
  faults: FaultBoard
  /** Told of what Alipay notifies the merchant. */
  onChange: (trade: AlipayTrade, refund: AlipayRefund | null) => void
}

/** Takes down a page payment; the trade itself begins when the buyer opens the cashier page. */
export function acceptPageOrder(
  desk: AlipayDesk,
  order: PageOrder & Pick<AlipayTrade, 'page' | 'notifyUrl' | 'returnUrl'>,
): void {
  const known = desk.trades.get(order.outTradeNo)
  if (known) {
    const isSame = known.fen === order.fen && known.subject === order.subject && known.page === order.page
    if (!isSame) throw businessError('CONTEXT_INCONSISTENT', '交易信息被篡改')
    desk.trades.put(order.outTradeNo, { ...known, returnUrl: order.returnUrl })
    return
  }
  const untouched = {
    tradeNo: null,
    createdAt: null,
    paidAt: null,
    closedAt: null,
    refundedAt: null,
    refundedFen: '0',
  }
  desk.trades.put(order.outTradeNo, { ...order, ...untouched, status: 'WAIT_BUYER_PAY' })
}

/** The buyer logs in or scans: from now on the trade exists. */
export function beginTrade(desk: AlipayDesk, outTradeNo: string): AlipayTrade | null {
  const trade = desk.trades.get(outTradeNo)
  if (!trade) return null
  const now = desk.clock.now()
  if (trade.tradeNo !== null) return atTime(trade, now)
  // A page that has run out shows no QR code and begins nothing.
  if (atTime(trade, now).status === 'TRADE_CLOSED') return atTime(trade, now)
  const tradeNo = `${beijing(now).slice(0, 10).replaceAll('-', '')}22001${randomDigits(15)}`
  return desk.trades.put(outTradeNo, { ...trade, tradeNo, createdAt: now })
}

/** The buyer's payment; null when it is too late or already done. */
export function payTrade(desk: AlipayDesk, trade: AlipayTrade, force: boolean): AlipayTrade | null {
  const now = desk.clock.now()
  const isPayable = atTime(trade, now).status === 'WAIT_BUYER_PAY'
  if (trade.paidAt !== null || (!isPayable && !force)) return null
  const tradeNo = trade.tradeNo ?? `${beijing(now).slice(0, 10).replaceAll('-', '')}22001${randomDigits(15)}`
  const paid = {
    ...trade,
    tradeNo,
    createdAt: trade.createdAt ?? now,
    status: 'TRADE_SUCCESS' as const,
    paidAt: now,
  }
  desk.trades.put(trade.outTradeNo, { ...paid, closedAt: null })
  desk.onChange(paid, null)
  return paid
}

export function queryTrade(desk: AlipayDesk, biz: Json): Json {
  return queryAnswer(findTrade(desk, biz), desk.faults.of('alipay'))
}

/** Closes an unpaid trade that exists. */
export function closeTrade(desk: AlipayDesk, biz: Json): Json {
  const trade = findTrade(desk, biz)
  if (trade.paidAt !== null) throw businessError('REASON_TRADE_STATUS_INVALID', '交易状态不合法')
  if (trade.status === 'TRADE_CLOSED') throw businessError('TRADE_STATUS_ERROR', '交易状态不合法')
  const closed = desk.trades.put(trade.outTradeNo, {
    ...trade,
    status: 'TRADE_CLOSED',
    closedAt: desk.clock.now(),
  })
  // Alipay tells of a closing for mobile web payments only, unless the merchant asked for more.
  if (closed.page === 'alipay.trade.wap.pay') desk.onChange(closed, null)
  return { trade_no: closed.tradeNo, out_trade_no: closed.outTradeNo }
}

/** The same out_request_no refunds once: asked again, it tells the sum and that nothing was moved. */
export function refundTrade(desk: AlipayDesk, biz: Json): Json {
  const trade = findTrade(desk, biz)
  const fen = fenFromYuan(biz['refund_amount'])
  if (fen === null || fen === '0') throw businessError('INVALID_PARAMETER', '参数有误：refund_amount')
  if (trade.paidAt === null) throw businessError('TRADE_STATUS_ERROR', '交易状态不合法')
  const outRequestNo = text(biz['out_request_no']) || trade.outTradeNo
  const known = desk.refunds.get(refundKey(trade.outTradeNo, outRequestNo))
  if (known) {
    if (known.fen !== fen) throw businessError('DISCORDANT_REPEAT_REQUEST', '不一致的请求')
    return refundAnswer(trade, known, 'N')
  }
  if (!text(biz['out_request_no']) && fen !== trade.fen) {
    throw businessError(
      'REFUND_AMT_NOT_EQUAL_TOTAL',
      '退款金额与订单总金额不一致，部分退款须传out_request_no',
    )
  }
  if (trade.status === 'TRADE_CLOSED') throw businessError('TRADE_HAS_CLOSE', '交易已经关闭')
  const refundedFen = sumFen([trade.refundedFen, fen])
  if (BigInt(refundedFen) > BigInt(trade.fen))
    throw businessError('REASON_TRADE_REFUND_FEE_ERR', '退款金额无效')
  if (desk.faults.of('alipay').notEnough) throw businessError('SELLER_BALANCE_NOT_ENOUGH', '卖家余额不足')
  const at = desk.clock.now()
  const refund = {
    outTradeNo: trade.outTradeNo,
    outRequestNo,
    fen,
    reason: text(biz['refund_reason']) || null,
    at,
  }
  desk.refunds.put(refundKey(trade.outTradeNo, outRequestNo), refund)
  const status = refundedFen === trade.fen ? 'TRADE_CLOSED' : 'TRADE_SUCCESS'
  const closedAt = status === 'TRADE_CLOSED' ? at : null
  const changed = desk.trades.put(trade.outTradeNo, {
    ...trade,
    status,
    refundedFen,
    refundedAt: at,
    closedAt,
  })
  desk.onChange(changed, refund)
  return refundAnswer(changed, refund, 'Y')
}

/** Without a refund of that number the answer has no refund_status, and that means: not refunded. */
export function queryRefund(desk: AlipayDesk, biz: Json): Json {
  const trade = findTrade(desk, biz)
  const outRequestNo = text(biz['out_request_no'])
  if (outRequestNo === '') throw businessError('INVALID_PARAMETER', '参数有误：out_request_no')
  const refund = desk.refunds.get(refundKey(trade.outTradeNo, outRequestNo))
  if (!refund) return {}
  return {
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    out_request_no: outRequestNo,
    ...(refund.reason === null ? {} : { refund_reason: refund.reason }),
    total_amount: yuan(trade.fen),
    refund_amount: yuan(refund.fen),
    refund_status: 'REFUND_SUCCESS',
    gmt_refund_pay: beijing(refund.at),
  }
}

function findTrade(desk: AlipayDesk, biz: Json): AlipayTrade {
  const outTradeNo = text(biz['out_trade_no'])
  const tradeNo = text(biz['trade_no'])
  if (outTradeNo === '' && tradeNo === '') throw businessError('INVALID_PARAMETER', '参数有误：out_trade_no')
  const found =
    tradeNo === ''
      ? desk.trades.get(outTradeNo)
      : [...desk.trades.values()].find((trade) => trade.tradeNo === tradeNo)
  if (!found?.tradeNo) throw businessError('TRADE_NOT_EXIST', '交易不存在')
  return atTime(found, desk.clock.now())
}

function refundKey(outTradeNo: string, outRequestNo: string): string {
  return `${outTradeNo} ${outRequestNo}`
}

function refundAnswer(trade: AlipayTrade, refund: AlipayRefund, fundChange: 'Y' | 'N'): Json {
  return {
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    buyer_logon_id: BUYER.logonId,
    buyer_user_id: BUYER.id,
    fund_change: fundChange,
    // The sum of all refunds of the trade, not this one's amount.
    refund_fee: yuan(trade.refundedFen),
    gmt_refund_pay: beijing(refund.at),
  }
}
