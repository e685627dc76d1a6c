import { beijing, type Clock } from '../clock'
import type { FaultBoard } from '../faults'
import { text, type Json } from '../json'
import type { KeyRing } from '../keys'
import { yuan, type Fen } from '../money'
import type { Notice, Sender } from '../notices'
import type { Letter, Reply } from '../post'
import type { AlipaySigner } from './signer'
import { BUYER, type AlipayRefund, type AlipayTrade } from './trade'

const MINUTE = 60
const HOUR = 3600

/** The intervals of Alipay's documents: eight notices in all within 24 hours and 22 minutes. */
const RETRY_SECONDS = [4 * MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 15 * HOUR]

/** The content of a notice: parameter names and values, without the ones that only sending adds. */
export function noticeOf(trade: AlipayTrade, refund: AlipayRefund | null, ring: KeyRing, now: number): Json {
  const { appId, sellerId } = ring.alipay
  return {
    notify_type: 'trade_status_sync',
    notify_time: beijing(now),
    app_id: appId,
    auth_app_id: appId,
    charset: 'utf-8',
    version: '1.0',
    trade_no: trade.tradeNo ?? '',
    out_trade_no: trade.outTradeNo,
    ...(refund === null ? {} : { out_biz_no: refund.outRequestNo }),
    buyer_id: BUYER.id,
    buyer_logon_id: BUYER.logonId,
    seller_id: sellerId,
    seller_email: 'seller@merchant.example',
    trade_status: trade.status,
    ...amounts(trade.fen, trade.paidAt !== null),
    ...(trade.refundedAt === null
      ? {}
      : { refund_fee: yuan(trade.refundedFen), gmt_refund: `${beijing(trade.refundedAt)}.000` }),
    subject: trade.subject,
    body: trade.body ?? '',
    passback_params: trade.passbackParams ?? '',
    gmt_create: trade.createdAt === null ? '' : beijing(trade.createdAt),
    ...(trade.paidAt === null ? {} : { gmt_payment: beijing(trade.paidAt) }),
    ...(trade.closedAt === null ? {} : { gmt_close: beijing(trade.closedAt) }),
  }
}

/** Writes notices as signed forms; only the word `success` acknowledges them. */
export class AlipaySender implements Sender {
  readonly retrySeconds = RETRY_SECONDS

  constructor(
    private readonly signer: AlipaySigner,
    private readonly faults: FaultBoard,
    private readonly clock: Clock,
  ) {}

  async write(notice: Notice, signature: 'good' | 'bad'): Promise<Letter> {
    const faults = this.faults.of('alipay')
    const content: Json = { ...notice.content, notify_id: notice.id, sign_type: 'RSA2' }
    content['notify_time'] = beijing(this.clock.now())
    if (faults.wrongSeller) content['seller_id'] = '2088000000000000'
    if (faults.wrongApp) content['app_id'] = '2021000000000000'
    if (faults.wrongAmountFen !== null)
      Object.assign(content, amounts(faults.wrongAmountFen, 'receipt_amount' in content))
    const filled = Object.entries(content).filter(([, value]) => text(value) !== '')
    const params = new Map(filled.map(([name, value]) => [name, text(value)]))
    return {
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'user-agent': 'Mozilla/4.0',
      },
      body: await this.signer.signParams(params, signature),
    }
  }

  accepts(reply: Reply): boolean {
    return reply.status === 200 && reply.body === 'success'
  }
}

function amounts(fen: Fen, isPaid: boolean): Json {
  const amount = yuan(fen)
  if (!isPaid) return { total_amount: amount }
  return {
    total_amount: amount,
    receipt_amount: amount,
    invoice_amount: amount,
    buyer_pay_amount: amount,
    point_amount: '0.00',
    fund_bill_list: JSON.stringify([{ amount, fundChannel: 'ALIPAYACCOUNT' }]),
  }
}
