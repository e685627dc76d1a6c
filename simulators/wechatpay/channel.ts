import { randomUUID } from 'node:crypto'
import {
  ControlError,
  type CashierView,
  type PaymentChannel,
  type PaymentView,
  type RefundView,
  type StrayNotice,
} from '../channel'
import { Chores } from '../chores'
import type { Route } from '../http'
import { jsonInteger, type Fen } from '../money'
import type { Notice, NoticeQueue } from '../notices'
import { randomDigits } from '../random'
import type { ApiOptions } from './api'
import { payOrder } from './orders'
import { isExpired, transactionOf, type WechatPayment, type WechatRefund } from './payment'
import { WechatError } from './outcome'
import { phonePageRoute } from './phone-page'
import { createRefund, indexRefund, refundNoticeOf, settleRefund, type RefundDesk } from './refunds'
import { wechatpayRoutes } from './routes'

const REFUND_WORDS = { SUCCESS: '退款成功', CLOSED: '退款关闭', ABNORMAL: '退款异常' }

/** WeChat Pay as a whole: its API, and what buyers and tests can do there. */
export class WechatChannel implements PaymentChannel {
  private readonly desk: RefundDesk
  private readonly chores = new Chores()

  constructor(
    desk: Pick<RefundDesk, 'payments' | 'refunds' | 'keys' | 'clock' | 'faults' | 'baseUrl'>,
    private readonly notices: NoticeQueue,
    private readonly api: ApiOptions,
  ) {
    const settleLater = (refund: WechatRefund) => this.settleLater(refund)
    this.desk = { ...desk, transactions: new Map(), refundsByPayment: new Map(), settleLater }
    for (const payment of desk.payments.values()) {
      if (payment.transactionId !== null)
        this.desk.transactions.set(payment.transactionId, payment.outTradeNo)
    }
    for (const refund of desk.refunds.values()) {
      indexRefund(this.desk.refundsByPayment, refund)
      if (refund.status === 'PROCESSING') this.settleLater(refund)
    }
  }

  routes(): Route[] {
    return [...wechatpayRoutes(this.desk, this.api), phonePageRoute(this.desk)]
  }

  payments(): PaymentView[] {
    return [...this.desk.payments.values()].map((payment) => this.view(payment))
  }

  refunds(): RefundView[] {
    return [...this.desk.refunds.values()].map(({ outTradeNo, outRefundNo, fen, status }) => {
      return { channel: 'wechatpay', outTradeNo, refundNo: outRefundNo, fen, status }
    })
  }

  refund(outTradeNo: string, fen: Fen, notifyUrl: string | null): void {
    const total = this.desk.payments.get(outTradeNo)?.fen ?? fen
    const amount = { refund: jsonInteger(fen), total: jsonInteger(total), currency: 'CNY' }
    const numbers = { out_trade_no: outTradeNo, out_refund_no: `CONSOLE${randomDigits(16)}` }
    try {
      createRefund(this.desk, {
        ...numbers,
        amount,
        ...(notifyUrl === null ? {} : { notify_url: notifyUrl }),
      })
    } catch (error) {
      throw error instanceof WechatError ? new ControlError(409, `${error.code} ${error.message}`) : error
    }
  }

  openCashier(outTradeNo: string): CashierView | null {
    const payment = this.desk.payments.get(outTradeNo)
    if (!payment) return null
    const { fen, description } = payment
    return { outTradeNo, fen, description, state: this.cashierState(payment) }
  }

  pay(outTradeNo: string, force: boolean): PaymentView {
    const payment = this.desk.payments.get(outTradeNo)
    if (!payment) throw new ControlError(404, `WeChat Pay knows no order ${outTradeNo}.`)
    const paid = payOrder(this.desk, payment, force)
    if (!paid) throw new ControlError(409, `Order ${outTradeNo} is ${this.cashierState(payment)}.`)
    this.tellPayment('payment', paid.notifyUrl, paid.outTradeNo, transactionOf(paid, this.desk.keys.ring))
    return this.view(paid)
  }

  returnAddress(): Promise<string | null> {
    return Promise.resolve(null)
  }

  strayNotice(stray: StrayNotice): string {
    const url = stray.notifyUrl ?? [...this.desk.payments.values()].at(-1)?.notifyUrl ?? null
    if (url === null)
      throw new ControlError(409, 'No order has given a notify_url yet: name one as "notifyUrl".')
    const known = this.desk.payments.get(stray.outTradeNo)
    const total = jsonInteger(stray.fen)
    const invented: WechatPayment = {
      ...(known ?? { tradeType: 'NATIVE', description: '', attach: null, notifyUrl: url, timeExpire: null }),
      ...{ outTradeNo: stray.outTradeNo, fen: stray.fen, state: 'SUCCESS' },
      ...{ fingerprint: '', token: '', tokenAt: 0 },
      transactionId: known?.transactionId ?? `42000${randomDigits(23)}`,
      openid: known?.openid ?? 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
      paidAt: this.desk.clock.now(),
    }
    const told = {
      ...transactionOf(invented, this.desk.keys.ring),
      amount: { total, payer_total: total, currency: 'CNY' },
    }
    const status = stray.status === null ? {} : { trade_state: stray.status }
    return this.tellPayment('stray', url, stray.outTradeNo, { ...told, ...status }).id
  }

  rotateKey(): Promise<void> {
    return this.desk.keys.rotateWechatpay()
  }

  close(): void {
    this.chores.close()
  }

  private view(payment: WechatPayment): PaymentView {
    const { outTradeNo, fen, state } = payment
    const cashierUrl = `${this.desk.baseUrl()}/cashier/wechatpay/${encodeURIComponent(outTradeNo)}`
    return { channel: 'wechatpay', outTradeNo, fen, status: state, cashierUrl }
  }

  private cashierState(payment: WechatPayment): CashierView['state'] {
    if (isExpired(payment, this.desk.clock.now())) return 'expired'
    return ({ NOTPAY: 'open', SUCCESS: 'paid', REFUND: 'refunded', CLOSED: 'closed' } as const)[payment.state]
  }

  private tellPayment(kind: Notice['kind'], url: string, outTradeNo: string, resource: object): Notice {
    const content = { eventType: 'TRANSACTION.SUCCESS', summary: '支付成功', resource }
    return this.notices.enqueue({ id: randomUUID(), channel: 'wechatpay', outTradeNo, kind, url, content })
  }

  private settleLater(refund: WechatRefund): void {
    this.chores.later(() => {
      if (this.api.faults.of('wechatpay').refundsStayProcessing) return false
      const settled = settleRefund(this.desk, refund.outRefundNo)
      if (settled) this.tellRefund(settled)
      return true
    })
  }

  private tellRefund(refund: WechatRefund): void {
    const payment = this.desk.payments.get(refund.outTradeNo)
    if (refund.notifyUrl === null || refund.status === 'PROCESSING' || !payment) return
    const resource = refundNoticeOf(refund, payment, this.desk.keys.ring.wechatpay.mchid)
    const content = { eventType: `REFUND.${refund.status}`, summary: REFUND_WORDS[refund.status], resource }
    const { outTradeNo, notifyUrl: url } = refund
    this.notices.enqueue({ id: randomUUID(), channel: 'wechatpay', outTradeNo, kind: 'refund', url, content })
  }
}
