import { beijing } from '../clock'
import { text, type Json } from '../json'
import { fenFromYuan, sumFen, yuan, type Fen } from '../money'
import { findTrade, type AlipayDesk } from './desk'
import { businessError } from './error'
import { BUYER, type AlipayRefund, type AlipayTrade } from './trade'

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
  checkRefundable(desk, trade, fen, text(biz['out_request_no']) !== '')
  const reason = text(biz['refund_reason']) || null
  const asked = { outTradeNo: trade.outTradeNo, outRequestNo, fen, reason, at: null }
  const refund = desk.refunds.put(refundKey(trade.outTradeNo, outRequestNo), asked)
  if (!desk.faults.of('alipay').refundsStayProcessing) {
    const done = settleRefund(desk, refund)
    return refundAnswer(done.trade, done.refund, 'Y')
  }
  desk.settleLater(refund)
  return refundAnswer(trade, refund, 'N')
}

/** Carries a refund out and tells the merchant. */
export function settleRefund(desk: AlipayDesk, asked: AlipayRefund) {
  const trade = desk.trades.get(asked.outTradeNo)
  if (!trade) throw new Error(`There is no trade ${asked.outTradeNo}.`)
  const at = desk.clock.now()
  const refund = desk.refunds.put(refundKey(asked.outTradeNo, asked.outRequestNo), { ...asked, at })
  const refundedFen = sumFen([trade.refundedFen, asked.fen])
  const isWhole = refundedFen === trade.fen
  const changed = desk.trades.put(trade.outTradeNo, {
    ...trade,
    status: isWhole ? 'TRADE_CLOSED' : 'TRADE_SUCCESS',
    refundedFen,
    refundedAt: at,
    closedAt: isWhole ? at : null,
  })
  desk.onChange(changed, refund)
  return { trade: changed, refund }
}

/** Without a refund of that number, or while it is under way, the answer has no refund_status: not refunded. */
export function queryRefund(desk: AlipayDesk, biz: Json): Json {
  const trade = findTrade(desk, biz)
  const outRequestNo = text(biz['out_request_no'])
  if (outRequestNo === '') throw businessError('INVALID_PARAMETER', '参数有误：out_request_no')
  const refund = desk.refunds.get(refundKey(trade.outTradeNo, outRequestNo))
  if (!refund || refund.at === null) return {}
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

function checkRefundable(desk: AlipayDesk, trade: AlipayTrade, fen: Fen, isNumbered: boolean): void {
  if (!isNumbered && fen !== trade.fen) {
    throw businessError(
      'REFUND_AMT_NOT_EQUAL_TOTAL',
      '退款金额与订单总金额不一致，部分退款须传out_request_no',
    )
  }
  if (trade.status === 'TRADE_CLOSED') throw businessError('TRADE_HAS_CLOSE', '交易已经关闭')
  if (trade.status === 'TRADE_FINISHED') throw businessError('TRADE_HAS_FINISHED', '交易已经完结')
  const former = [...desk.refunds.values()].filter(({ outTradeNo }) => outTradeNo === trade.outTradeNo)
  if (BigInt(sumFen([...former.map((refund) => refund.fen), fen])) > BigInt(trade.fen))
    throw businessError('REASON_TRADE_REFUND_FEE_ERR', '退款金额无效')
  if (desk.faults.of('alipay').notEnough) throw businessError('SELLER_BALANCE_NOT_ENOUGH', '卖家余额不足')
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
    ...(refund.at === null ? {} : { gmt_refund_pay: beijing(refund.at) }),
  }
}
