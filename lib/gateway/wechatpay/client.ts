import { beijingTimeWithOffset } from '../beijing-time'
import { cutToBytes } from '../cut-text'
import type { Attempt, NoticeHeaders, Outcome, RefundOrder } from '../payment-channel'
import { readCallback } from './callback'
import type { Callback } from './callback'
import { callerOf } from './certificates'
import { readRefund, readTransaction, textOf, wireInteger } from './payment-object'
import type { WechatRefund, WechatTransaction } from './payment-object'
import { headerOf } from './signature'
import { nonsense, openLine } from './transport'
import type { WechatpayConfig } from './transport'

export type Wechatpay = {
  /** A `code_url` to draw as a QR code; opaque. Good for 2 h, and asking again gives a fresh one. */
  readonly createNative: (attempt: Attempt) => Promise<Outcome<string>>
  /** An `h5_url` for a phone's browser outside WeChat; good for 5 min and bound to the registered domain. */
  readonly createH5: (attempt: Attempt & { readonly clientIp: string }) => Promise<Outcome<string>>
  readonly queryByOutTradeNo: (outTradeNo: string) => Promise<Outcome<WechatTransaction>>
  readonly close: (outTradeNo: string) => Promise<Outcome<null>>
  /** The same refund number refunds once, so a retry keeps it. */
  readonly refund: (order: RefundOrder) => Promise<Outcome<WechatRefund>>
  readonly queryRefund: (refundNo: string) => Promise<Outcome<WechatRefund>>
  /** Adds the platform certificates to the known keys and gives their serials. */
  readonly downloadCertificates: () => Promise<Outcome<readonly string[]>>
  /** Judges a callback; a serial never seen makes it fetch the certificates first. */
  readonly readCallback: (headers: NoticeHeaders, body: string, now: Date) => Promise<Callback>
}

/** The APIv3 documents give 127 and do not say of what; in bytes it is right either way. Reasons have 80. */
const DESCRIPTION_BYTES = 127
const REASON_BYTES = 80

/**
 * A client of WeChat Pay APIv3 (https://pay.weixin.qq.com/doc/v3/merchant/4012081606). Throws only for unusable
 * settings; whatever the channel or the network does comes back as an outcome.
 */
export function createWechatpay(config: WechatpayConfig): Wechatpay {
  const line = openLine(config)
  const caller = callerOf(line)
  const payment = (outTradeNo: string) =>
    `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}`
  const create = async (kind: 'native' | 'h5', body: object, name: string): Promise<Outcome<string>> => {
    const answer = await caller.call({ method: 'POST', path: `/v3/pay/transactions/${kind}`, body })
    if (answer.kind !== 'ok') return answer
    const url = textOf(answer.value?.[name])
    return url === null ? nonsense(null) : { kind: 'ok', value: url }
  }
  return {
    createNative: (attempt) => create('native', paymentBody(config, attempt), 'code_url'),
    createH5: (attempt) => {
      const scene = { payer_client_ip: attempt.clientIp, h5_info: { type: 'Wap' } }
      return create('h5', { ...paymentBody(config, attempt), scene_info: scene }, 'h5_url')
    },
    queryByOutTradeNo: async (outTradeNo) => {
      const query = `?mchid=${encodeURIComponent(config.mchId)}`
      const answer = await caller.call({ method: 'GET', path: `${payment(outTradeNo)}${query}` })
      return read(answer, readTransaction, (found) => found.outTradeNo === outTradeNo)
    },
    close: async (outTradeNo) => {
      const body = { mchid: config.mchId }
      const answer = await caller.call({ method: 'POST', path: `${payment(outTradeNo)}/close`, body })
      return answer.kind === 'ok' ? { kind: 'ok', value: null } : answer
    },
    refund: async (order) => {
      const body = refundBody(order)
      const answer = await caller.call({ method: 'POST', path: '/v3/refund/domestic/refunds', body })
      return read(answer, readRefund, (found) => found.refundNo === order.refundNo)
    },
    queryRefund: async (refundNo) => {
      const path = `/v3/refund/domestic/refunds/${encodeURIComponent(refundNo)}`
      const answer = await caller.call({ method: 'GET', path })
      return read(answer, readRefund, (found) => found.refundNo === refundNo)
    },
    downloadCertificates: caller.downloadCertificates,
    readCallback: async (headers, body, now) => {
      const given = { now: Math.floor(now.getTime() / 1000), headers, body, apiV3Key: config.apiV3Key }
      const callback = readCallback({ ...given, keys: line.keys })
      if (callback.kind !== 'forged' || callback.why !== 'serial-unknown') return callback
      const learned = await caller.learn(headerOf(headers, 'wechatpay-serial'))
      return learned ? readCallback({ ...given, keys: line.keys }) : callback
    },
  }
}

/** An answer about another payment than the one asked for is a replayed one, however well it is signed. */
function read<Value>(
  answer: Outcome<unknown>,
  reader: (value: unknown) => Value | null,
  isOurs: (value: Value) => boolean,
): Outcome<Value> {
  if (answer.kind !== 'ok') return answer
  const value = reader(answer.value)
  return value !== null && isOurs(value) ? { kind: 'ok', value } : nonsense(null)
}

function paymentBody(config: WechatpayConfig, attempt: Attempt): object {
  return {
    appid: config.appId,
    mchid: config.mchId,
    description: cutToBytes(attempt.description, DESCRIPTION_BYTES),
    out_trade_no: attempt.outTradeNo,
    time_expire: beijingTimeWithOffset(attempt.expiresAt),
    notify_url: attempt.notifyUrl,
    amount: { total: wireInteger(attempt.fen), currency: 'CNY' },
  }
}

function refundBody(order: RefundOrder): object {
  return {
    out_trade_no: order.outTradeNo,
    out_refund_no: order.refundNo,
    reason: cutToBytes(order.reason, REASON_BYTES),
    ...(order.notifyUrl === undefined ? {} : { notify_url: order.notifyUrl }),
    amount: { refund: wireInteger(order.fen), total: wireInteger(order.totalFen), currency: 'CNY' },
  }
}
