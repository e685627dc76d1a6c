import { beijing, type Clock } from '../clock'
import type { FaultBoard } from '../faults'
import { text, type Json } from '../json'
import { randomDigits } from '../random'
import type { Collection } from '../state'
import { businessError } from './error'
import { atTime, queryAnswer, type AlipayRefund, type AlipayTrade, type PageOrder } from './trade'

export interface AlipayDesk {
  trades: Collection<AlipayTrade>
  refunds: Collection<AlipayRefund>
  clock: Clock
  faults: FaultBoard
  /** Told of what Alipay notifies the merchant. */
  onChange: (trade: AlipayTrade, refund: AlipayRefund | null) => void
  /** Carries a refund out when nothing holds it up any more. */
  settleLater: (refund: AlipayRefund) => void
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
    desk.trades.put(order.outTradeNo, { ...known, returnUrl: order.returnUrl, quitUrl: order.quitUrl })
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

export function findTrade(desk: AlipayDesk, biz: Json): AlipayTrade {
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
