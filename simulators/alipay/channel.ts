import {
  ControlError,
  type CashierView,
  type PaymentChannel,
  type PaymentView,
  type RefundView,
  type StrayNotice,
} from '../channel'
import { Chores } from '../chores'
import { beijing, type Clock } from '../clock'
import type { FaultBoard } from '../faults'
import type { Route } from '../http'
import type { KeyFile } from '../keys'
import { yuan, type Fen } from '../money'
import type { NoticeQueue, Notice } from '../notices'
import { randomDigits, randomHex } from '../random'
import { beginTrade, payTrade, type AlipayDesk } from './desk'
import { AlipayError } from './error'
import { gatewayRoutes } from './gateway'
import { noticeOf } from './notices'
import { refundTrade, settleRefund } from './refunds'
import type { AlipaySigner } from './signer'
import { atTime, type AlipayRefund, type AlipayTrade } from './trade'

export interface AlipayOptions {
  desk: Pick<AlipayDesk, 'trades' | 'refunds'>
  clock: Clock
  faults: FaultBoard
  keys: KeyFile
  signer: AlipaySigner
  notices: NoticeQueue
  baseUrl: () => string
}

/** Alipay as a whole: its gateway, and what buyers and tests can do there. */
export class AlipayChannel implements PaymentChannel {
  private readonly desk: AlipayDesk
  private readonly chores = new Chores()

  constructor(private readonly options: AlipayOptions) {
    const { clock, faults } = options
    this.desk = {
      ...options.desk,
      ...{ clock, faults },
      onChange: (trade, refund) => this.tell(trade, refund),
      settleLater: (refund) => this.settleLater(refund),
    }
    for (const refund of this.desk.refunds.values()) if (refund.at === null) this.settleLater(refund)
  }

  routes(): Route[] {
    const { signer, keys, baseUrl } = this.options
    return gatewayRoutes({ desk: this.desk, signer, appId: keys.ring.alipay.appId, baseUrl })
  }

  payments(): PaymentView[] {
    return [...this.desk.trades.values()].map((trade) => this.view(trade))
  }

  refunds(): RefundView[] {
    return [...this.desk.refunds.values()].map(({ outTradeNo, outRequestNo: refundNo, fen, at }) => {
      const status = at === null ? 'REFUND_PROCESSING' : 'REFUND_SUCCESS'
      return { channel: 'alipay', outTradeNo, refundNo, fen, status }
    })
  }

  /** Alipay tells of any refund at the trade's own notify_url. */
  refund(outTradeNo: string, fen: Fen): void {
    try {
      const out_request_no = `CONSOLE${randomDigits(16)}`
      refundTrade(this.desk, { out_trade_no: outTradeNo, refund_amount: yuan(fen), out_request_no })
    } catch (error) {
      throw error instanceof AlipayError ? new ControlError(409, `${error.subCode} ${error.message}`) : error
    }
  }

  openCashier(outTradeNo: string): CashierView | null {
    const trade = beginTrade(this.desk, outTradeNo)
    if (!trade) return null
    return { outTradeNo, fen: trade.fen, description: trade.subject, state: cashierState(trade) }
  }

  pay(outTradeNo: string, force: boolean): PaymentView {
    const trade = beginTrade(this.desk, outTradeNo)
    if (!trade) {
      throw new ControlError(
        404,
        `Nobody has opened a payment page of ${outTradeNo}, so Alipay knows no such trade.`,
      )
    }
    const paid = payTrade(this.desk, trade, force)
    if (!paid) throw new ControlError(409, `Trade ${outTradeNo} is ${cashierState(trade)}.`)
    return this.view(paid)
  }

  /** After the payment the browser brings signed parameters along; a buyer who declined is just sent back. */
  async returnAddress(outTradeNo: string, outcome: 'paid' | 'declined'): Promise<string | null> {
    const trade = this.desk.trades.get(outTradeNo)
    if (trade && outcome === 'declined') return trade.quitUrl ?? trade.returnUrl
    if (!trade?.returnUrl) return null
    const { appId, sellerId } = this.options.keys.ring.alipay
    const params = new Map([
      ['charset', 'utf-8'],
      ['out_trade_no', outTradeNo],
      ['method', `${trade.page}.return`],
      ['total_amount', yuan(trade.fen)],
      ['trade_no', trade.tradeNo ?? ''],
      ['auth_app_id', appId],
      ['version', '1.0'],
      ['app_id', appId],
      ['sign_type', 'RSA2'],
      ['seller_id', sellerId],
      ['timestamp', beijing(this.options.clock.now())],
    ])
    const joint = trade.returnUrl.includes('?') ? '&' : '?'
    return `${trade.returnUrl}${joint}${await this.options.signer.signParams(params, 'good')}`
  }

  strayNotice(stray: StrayNotice): string {
    const lastUrl = [...this.desk.trades.values()].at(-1)?.notifyUrl
    const url = stray.notifyUrl ?? lastUrl ?? null
    if (url === null)
      throw new ControlError(409, 'No payment has given a notify_url yet: name one as "notifyUrl".')
    const now = this.options.clock.now()
    const known = this.desk.trades.get(stray.outTradeNo)
    const blank = {
      page: 'alipay.trade.page.pay' as const,
      ...{
        subject: 'Stray',
        body: null,
        passbackParams: null,
        notifyUrl: url,
        returnUrl: null,
        quitUrl: null,
        expiresAt: null,
      },
      ...{ closedAt: null, refundedAt: null, refundedFen: '0' },
    }
    const invented: AlipayTrade = {
      ...(known ?? blank),
      outTradeNo: stray.outTradeNo,
      fen: stray.fen,
      tradeNo: known?.tradeNo ?? `${beijing(now).slice(0, 10).replaceAll('-', '')}22001${randomDigits(15)}`,
      status: 'TRADE_SUCCESS',
      createdAt: known?.createdAt ?? now,
      paidAt: known?.paidAt ?? now,
    }
    const content = noticeOf(invented, null, this.options.keys.ring, now)
    if (stray.status !== null) content['trade_status'] = stray.status
    return this.enqueue('stray', stray.outTradeNo, url, content).id
  }

  rotateKey(): Promise<void> {
    return this.options.keys.rotateAlipay()
  }

  close(): void {
    this.chores.close()
  }

  private view(trade: AlipayTrade): PaymentView {
    const { outTradeNo, fen, tradeNo } = trade
    const status = tradeNo === null ? 'NOT_SCANNED' : atTime(trade, this.options.clock.now()).status
    const cashierUrl = `${this.options.baseUrl()}/cashier/alipay/${encodeURIComponent(outTradeNo)}`
    return { channel: 'alipay', outTradeNo, fen, status, cashierUrl }
  }

  private settleLater(refund: AlipayRefund): void {
    this.chores.later(() => {
      if (this.options.faults.of('alipay').refundsStayProcessing) return false
      settleRefund(this.desk, refund)
      return true
    })
  }

  private tell(trade: AlipayTrade, refund: AlipayRefund | null): void {
    if (trade.notifyUrl === null) return
    const kind = refund ? 'refund' : trade.status === 'TRADE_CLOSED' ? 'closed' : 'payment'
    const content = noticeOf(trade, refund, this.options.keys.ring, this.options.clock.now())
    this.enqueue(kind, trade.outTradeNo, trade.notifyUrl, content)
  }

  private enqueue(kind: Notice['kind'], outTradeNo: string, url: string, content: Notice['content']): Notice {
    const id = `${beijing(Date.now()).slice(0, 10).replaceAll('-', '')}${randomHex(13).toLowerCase()}`
    return this.options.notices.enqueue({ id, channel: 'alipay', outTradeNo, kind, url, content })
  }
}

function cashierState(trade: AlipayTrade): CashierView['state'] {
  if (trade.refundedFen === trade.fen) return 'refunded'
  if (trade.paidAt !== null) return 'paid'
  if (trade.status === 'WAIT_BUYER_PAY') return 'open'
  return trade.closedAt === trade.expiresAt ? 'expired' : 'closed'
}
