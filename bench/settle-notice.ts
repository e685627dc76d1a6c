import type { Due } from './history'

export type NoticeOf = ReturnType<typeof noticeOf>

/** What a gateway's reader makes of a verified notice, with a payload of the usual length. */
export function noticeOf({ outTradeNo, amountFen }: Due) {
  const happenedAt = new Date()
  return {
    channel: 'wechatpay' as const,
    noticeId: `EV-${outTradeNo}`,
    source: 'notice' as const,
    kind: 'paid' as const,
    outTradeNo,
    channelTradeNo: `42000${outTradeNo}`,
    amountFen: BigInt(amountFen),
    foreign: null,
    happenedAt,
    payload: JSON.stringify({
      mchid: '1900009191',
      appid: 'wxd678efh567hg6787',
      out_trade_no: outTradeNo,
      transaction_id: `42000${outTradeNo}`,
      trade_type: 'NATIVE',
      trade_state: 'SUCCESS',
      trade_state_desc: '支付成功',
      bank_type: 'OTHERS',
      attach: '',
      success_time: happenedAt.toISOString(),
      payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
      amount: {
        total: Number(amountFen),
        payer_total: Number(amountFen),
        currency: 'CNY',
        payer_currency: 'CNY',
      },
    }),
  }
}
