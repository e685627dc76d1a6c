import type { paymentNotices } from '@/db/schema/payment'
import { formatYuan, type Money } from '@/lib/kernel/money'
import type { Dice } from './dice'

type Channel = 'wechatpay' | 'alipay'
type Notice = typeof paymentNotices.$inferInsert

export type Told = {
  channel: Channel
  outTradeNo: string
  channelTradeNo: string
  amountFen: Money
  at: Date
}

/** The number by which the channel knows a payment, in the form of each. */
export function channelTradeNo(dice: Dice, channel: Channel, at: Date): string {
  const day = beijingTime(at).slice(0, 10).replaceAll('-', '')
  return channel === 'wechatpay'
    ? `4200${dice.digits(6)}${day}${dice.digits(10)}`
    : `${day}2200${dice.digits(16)}`
}

/** What a channel told of a payment, and that it was applied. `lost`: the notice never came and a query found it. */
export function paidNotice(dice: Dice, told: Told, outcome: 'settled' | 'suspense', lost = false): Notice {
  const receivedAt = new Date(told.at.getTime() + (lost ? 31_000 : 1_200 + dice.roll(1_500)))
  const own = told.channel === 'wechatpay' ? `EV-${dice.digits(22)}` : dice.hex(34)
  return {
    id: dice.idAt(receivedAt),
    channel: told.channel,
    noticeId: lost ? `query:${told.channelTradeNo}` : own,
    source: lost ? 'query' : 'notice',
    kind: 'paid',
    outTradeNo: told.outTradeNo,
    channelTradeNo: told.channelTradeNo,
    amountFen: told.amountFen,
    happenedAt: told.at,
    payload: lost
      ? ''
      : JSON.stringify(
          told.channel === 'wechatpay' ? wechatPayload(dice, told, own) : alipayPayload(dice, told, own),
        ),
    receivedAt,
    appliedAt: new Date(receivedAt.getTime() + 40 + dice.roll(90)),
    outcome,
    // Channels send again what we answered late.
    copies: !lost && dice.luck(6) ? 2 : 1,
  }
}

function wechatPayload(
  dice: Dice,
  { outTradeNo, channelTradeNo: transactionId, amountFen, at }: Told,
  id: string,
) {
  // WeChat Pay writes fen as a JSON number.
  const total: unknown = JSON.parse(String(amountFen))
  return {
    id,
    event_type: 'TRANSACTION.SUCCESS',
    resource: {
      mchid: '1900000109',
      appid: 'wx8888888888888888',
      out_trade_no: outTradeNo,
      transaction_id: transactionId,
      trade_type: 'NATIVE',
      trade_state: 'SUCCESS',
      trade_state_desc: '支付成功',
      bank_type: dice.pick(['CMB_DEBIT', 'ICBC_DEBIT', 'CCB_CREDIT', 'OTHERS']),
      success_time: `${beijingTime(at).replace(' ', 'T')}+08:00`,
      payer: { openid: `oUpF8u${dice.letters(22)}` },
      amount: { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' },
    },
  }
}

function alipayPayload(dice: Dice, { outTradeNo, channelTradeNo: tradeNo, amountFen, at }: Told, id: string) {
  const time = beijingTime(at)
  return {
    notify_time: time,
    notify_type: 'trade_status_sync',
    notify_id: id,
    app_id: '2021000000000000',
    trade_no: tradeNo,
    out_trade_no: outTradeNo,
    trade_status: 'TRADE_SUCCESS',
    total_amount: formatYuan(amountFen),
    receipt_amount: formatYuan(amountFen),
    seller_id: '2088000000000000',
    buyer_id: `2088${dice.digits(12)}`,
    buyer_logon_id: `1${dice.digits(2)}****${dice.digits(4)}`,
    gmt_create: time,
    gmt_payment: time,
  }
}

/** "2026-11-21 10:05:00", as both channels write their moments. */
function beijingTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
