import { AlipayRequestError } from 'alipay-sdk'
import type { AlipaySdk, AlipaySdkCommonResult } from 'alipay-sdk'
import { formatYuan } from '@/lib/kernel/money'
import type { Money } from '@/lib/kernel/money'
import { beijingTime, readBeijingTime } from '../beijing-time'
import { cutToBytes } from '../cut-text'
import type { Attempt, Outcome, RefundOrder, Unknown } from '../payment-channel'
import { readAmount } from './amount'
import { AnswerNotVerified, createStrictSdk } from './strict-sdk'

export type AlipayConfig = {
  /** `https://openapi.alipay.com/gateway.do`; the sandbox and the stand-in have others. */
  readonly gateway: string
  readonly appId: string
  readonly sellerId: string
  readonly appPrivateKey: string
  readonly alipayPublicKey: string
  /** The true time of day: Alipay refuses requests with another. */
  readonly clock: () => Date
  readonly timeoutMs?: number
}

/** `paidAt` tells a trade that was closed by a full refund from one that was never paid. */
export type AlipayTrade = {
  readonly tradeNo: string | null
  readonly status: string
  readonly fen: Money | null
  readonly paidAt: Date | null
}

/** `changed` is false where no money moved now, also when it moved at an earlier try: only the refund query tells. */
export type AlipayRefund = { readonly changed: boolean; readonly refundedAt: Date | null }

/** Null where this number refunded nothing (yet). */
export type AlipayRefundFound = { readonly fen: Money; readonly refundedAt: Date | null } | null

export type Alipay = {
  /** Addresses to send the buyer's browser to; nothing is asked of Alipay and the trade begins when the buyer signs in. */
  readonly pagePay: (attempt: Attempt) => string
  readonly wapPay: (attempt: Attempt) => string
  readonly query: (outTradeNo: string) => Promise<Outcome<AlipayTrade>>
  readonly close: (outTradeNo: string) => Promise<Outcome<null>>
  readonly refund: (order: RefundOrder) => Promise<Outcome<AlipayRefund>>
  readonly queryRefund: (outTradeNo: string, refundNo: string) => Promise<Outcome<AlipayRefundFound>>
}

type Answer = Readonly<Record<string, unknown>>

const TIMEOUT_MS = 5_000
/** Limits of the fields subject and refund_reason, 256 each, kept in bytes to be safe. */
const TEXT_BYTES = 256
/** The call may have been carried out: it is repeated as it was, with the same numbers. */
const TRY_AGAIN = /(^|\.)(SYSTEM_ERROR|unknow-error|UNKNOWN_ERROR)$/

/**
 * Alipay's OpenAPI v2 through its own SDK. Throws only for unusable settings; whatever Alipay, the network or the
 * SDK does comes back as an outcome.
 */
export function createAlipay(config: AlipayConfig): Alipay {
  const timeoutMs = config.timeoutMs ?? TIMEOUT_MS
  const sdk = createStrictSdk({ ...config, timeoutMs })
  const call = (method: string, bizContent: Answer) =>
    execute(sdk, config.clock, timeoutMs, method, bizContent)
  return {
    pagePay: (attempt) => {
      const product = { product_code: 'FAST_INSTANT_TRADE_PAY' }
      return payUrl(sdk, config.clock, 'alipay.trade.page.pay', attempt, product)
    },
    wapPay: (attempt) => {
      const quit = attempt.returnUrl === undefined ? {} : { quit_url: attempt.returnUrl }
      const product = { product_code: 'QUICK_WAP_WAY', ...quit }
      return payUrl(sdk, config.clock, 'alipay.trade.wap.pay', attempt, product)
    },
    query: async (outTradeNo) => {
      const answer = await call('alipay.trade.query', { out_trade_no: outTradeNo })
      return read(answer, outTradeNo, readTrade)
    },
    close: async (outTradeNo) => {
      const answer = await call('alipay.trade.close', { out_trade_no: outTradeNo })
      return read(answer, outTradeNo, () => ({ done: null }))
    },
    refund: async (order) => {
      const answer = await call('alipay.trade.refund', {
        out_trade_no: order.outTradeNo,
        out_request_no: order.refundNo,
        refund_amount: formatYuan(order.fen),
        refund_reason: cutToBytes(order.reason, TEXT_BYTES),
      })
      return read(answer, order.outTradeNo, (found) => ({
        done: { changed: found['fund_change'] === 'Y', refundedAt: readBeijingTime(found['gmt_refund_pay']) },
      }))
    },
    queryRefund: async (outTradeNo, refundNo) => {
      const numbers = { out_trade_no: outTradeNo, out_request_no: refundNo }
      const asked = { ...numbers, query_options: ['gmt_refund_pay'] }
      const answer = await call('alipay.trade.fastpay.refund.query', asked)
      // Alipay answers an unknown refund with nothing but its success code.
      if (answer.kind === 'ok' && answer.value['refund_status'] === undefined)
        return { kind: 'ok', value: null }
      return read(answer, outTradeNo, (found) => readRefundFound(found, refundNo))
    },
  }
}

/** The SDK would sign with the local time of the process, so the timestamp is always ours. */
async function execute(
  sdk: AlipaySdk,
  clock: () => Date,
  timeoutMs: number,
  method: string,
  bizContent: Answer,
): Promise<Outcome<Answer>> {
  try {
    const params = { timestamp: beijingTime(clock()), bizContent }
    return outcomeOf(await within(timeoutMs, sdk.exec(method, params, { validateSign: true })))
  } catch (error) {
    return troubleOf(error)
  }
}

/** The SDK's own limit counts each silence anew, so an answer that drips in would hold us for ever. */
function within<Value>(timeoutMs: number, work: Promise<Value>): Promise<Value> {
  const signal = AbortSignal.timeout(timeoutMs)
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  return Promise.race([work, late])
}

function outcomeOf(answer: AlipaySdkCommonResult): Outcome<Answer> {
  const requestId = answer.traceId ?? null
  if (answer.code === '10000') return { kind: 'ok', value: answer }
  const code = answer.sub_code ?? answer.code
  if (typeof code !== 'string' || answer.code === '20000' || TRY_AGAIN.test(code)) {
    return { kind: 'unknown', why: `Alipay answers ${String(code)}`, requestId }
  }
  return { kind: 'refused', code, message: answer.sub_msg ?? answer.msg ?? '', requestId }
}

/** Texts of the SDK's errors carry whole answers and signatures, so only their kind is told. */
function troubleOf(error: unknown): Unknown {
  if (error instanceof AnswerNotVerified) {
    return { kind: 'unknown', why: `${error.message} ${error.claim}`.trim(), requestId: null }
  }
  const requestId = error instanceof AlipayRequestError ? (error.traceId ?? null) : null
  if (error instanceof AlipayRequestError && error.responseDataRaw !== undefined) {
    const status = /status: (\d{3})/.exec(error.message)?.[1]
    return { kind: 'unknown', why: status ? `HTTP ${status}` : 'the answer makes no sense', requestId }
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return { kind: 'unknown', why: `network: ${cause instanceof Error ? cause.name : 'trouble'}`, requestId }
}

/** An answer about another payment than the one asked for is a replayed one, however well it is signed. */
function read<Value>(
  answer: Outcome<Answer>,
  outTradeNo: string,
  reader: (found: Answer) => { readonly done: Value } | null,
): Outcome<Value> {
  if (answer.kind !== 'ok') return answer
  const found = answer.value['out_trade_no'] === outTradeNo ? reader(answer.value) : null
  return found
    ? { kind: 'ok', value: found.done }
    : { kind: 'unknown', why: 'the answer makes no sense', requestId: null }
}

function readTrade(found: Answer): { readonly done: AlipayTrade } | null {
  const { trade_no: tradeNo, trade_status: status, total_amount: amount } = found
  if (typeof status !== 'string') return null
  const paidAt = readBeijingTime(found['send_pay_date'])
  return {
    done: { tradeNo: typeof tradeNo === 'string' ? tradeNo : null, status, fen: readAmount(amount), paidAt },
  }
}

function readRefundFound(found: Answer, refundNo: string): { readonly done: AlipayRefundFound } | null {
  const fen = readAmount(found['refund_amount'])
  if (found['refund_status'] !== 'REFUND_SUCCESS' || found['out_request_no'] !== refundNo || fen === null)
    return null
  return { done: { fen, refundedAt: readBeijingTime(found['gmt_refund_pay']) } }
}

/** A GET address rather than the SDK's form, whose inline script no content security policy would let run. */
function payUrl(
  sdk: AlipaySdk,
  clock: () => Date,
  method: string,
  attempt: Attempt,
  product: object,
): string {
  return sdk.pageExec(method, 'GET', {
    timestamp: beijingTime(clock()),
    notify_url: attempt.notifyUrl,
    // The SDK signs an absent value as the word "undefined".
    ...(attempt.returnUrl === undefined ? {} : { return_url: attempt.returnUrl }),
    bizContent: {
      out_trade_no: attempt.outTradeNo,
      total_amount: formatYuan(attempt.fen),
      subject: cutToBytes(attempt.description.replace(/[/=&]/g, ' '), TEXT_BYTES),
      time_expire: beijingTime(attempt.expiresAt),
      ...product,
    },
  })
}
