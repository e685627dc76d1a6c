import { fen } from '@/lib/kernel/money'
import type { Money } from '@/lib/kernel/money'
import { readRfc3339 } from '../beijing-time'
import { asObject } from './resource'

/** A payment as WeChat Pay tells it, in an answer or inside a callback. Amounts in fen; `state` is its trade_state. */
export type WechatTransaction = {
  readonly outTradeNo: string
  readonly transactionId: string | null
  readonly state: string
  readonly totalFen: Money | null
  readonly currency: string | null
  readonly appId: string | null
  readonly mchId: string | null
  readonly paidAt: Date | null
}

/** A refund as WeChat Pay tells it. `status` is SUCCESS, PROCESSING, CLOSED or ABNORMAL. */
export type WechatRefund = {
  readonly outTradeNo: string
  readonly refundNo: string
  readonly refundId: string | null
  readonly transactionId: string | null
  readonly status: string
  readonly refundFen: Money
  readonly mchId: string | null
  readonly refundedAt: Date | null
}

/** Null where the object is no payment: without number or state, or with an amount that is no count of fen. */
export function readTransaction(value: unknown): WechatTransaction | null {
  const payment = asObject(value)
  const outTradeNo = textOf(payment?.['out_trade_no'])
  const state = textOf(payment?.['trade_state'])
  if (!payment || !outTradeNo || !state) return null
  const amount = asObject(payment['amount'])
  const totalFen = fenOf(amount?.['total'])
  if (amount && amount['total'] !== undefined && totalFen === null) return null
  return {
    outTradeNo,
    transactionId: textOf(payment['transaction_id']),
    state,
    totalFen,
    currency: amount ? (textOf(amount['currency']) ?? 'CNY') : null,
    appId: textOf(payment['appid']),
    mchId: textOf(payment['mchid']),
    paidAt: readRfc3339(payment['success_time']),
  }
}

/** Null where the object is no refund. Callbacks call the state `refund_status`, answers call it `status`. */
export function readRefund(value: unknown): WechatRefund | null {
  const refund = asObject(value)
  const outTradeNo = textOf(refund?.['out_trade_no'])
  const refundNo = textOf(refund?.['out_refund_no'])
  const status = textOf(refund?.['refund_status']) ?? textOf(refund?.['status'])
  const refundFen = fenOf(asObject(refund?.['amount'])?.['refund'])
  if (!refund || !outTradeNo || !refundNo || !status || refundFen === null) return null
  return {
    outTradeNo,
    refundNo,
    refundId: textOf(refund['refund_id']),
    transactionId: textOf(refund['transaction_id']),
    status,
    refundFen,
    mchId: textOf(refund['mchid']),
    refundedAt: readRfc3339(refund['success_time']),
  }
}

/** WeChat Pay counts fen in JSON numbers. Throws RangeError where one could not hold the amount exactly. */
export function wireInteger(amount: Money): number {
  const wire = Number(String(amount))
  if (!Number.isSafeInteger(wire)) throw new RangeError('the amount does not fit a JSON number')
  return wire
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function fenOf(value: unknown): Money | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? fen(value) : null
}
