import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { lockOrder } from '@/lib/billing/order/order.load'
import { askSoon, closeNotice, deferNotice } from '@/lib/billing/payment/close-notice.step'
import { noteOnRefund } from '@/lib/billing/payment/move-refund.step'
import type { Notice, Told } from '@/lib/billing/payment/payment.load'
import type { Gateway } from '@/lib/billing/payment/payment.rules'
import {
  lockRefundByNumber,
  lockSuspenseOfTrade,
  type FoundRefund,
  type Suspense,
} from '@/lib/billing/payment/refund.load'
import { isLive, type ToldRefund } from '@/lib/billing/payment/refund.rules'
import { applyToldRefund } from './apply-told-refund.step'
import { recordAtConsole } from './record-console-refund.step'
import { giveBackSuspended } from './record-suspended-refund.step'

/** What a gateway answered when it was asked about the refund that a notice names. */
export type RefundAnswer = { kind: 'done'; amountFen: bigint } | { kind: 'not-exist' }

/** What must be asked of a gateway before a notice can be applied. */
export type RefundQuestion = { channel: Gateway; outTradeNo: string; refundNo: string }

export type NoticeApplied = { outcome: Notice['outcome']; ask: RefundQuestion | null }

/**
 * Applies what a gateway told of a refund. A notice decides alone only where it names the amount (WeChat Pay); one
 * without (Alipay) has its refund asked about. Without an outcome it is left to be applied again: for the `ask`, or
 * because the payment itself is not known as paid yet.
 */
export async function applyRefundNotice(
  tx: Tx,
  now: Date,
  { notice, found }: Told,
  answer: RefundAnswer | null,
): Promise<NoticeApplied> {
  const { outTradeNo } = notice
  if (outTradeNo === null || notice.foreign !== null) return end(tx, notice, 'ignored')
  // Alipay names a refund of the whole trade that was given no number by the trade itself (its refund reference).
  const refundNo = notice.refundNo ?? outTradeNo
  const told = toldBy(notice, answer)
  const own = await lockRefundByNumber(tx, refundNo)
  if (own && isOf(own, notice, found) && !isNewFact(own, told)) return applyToOwn(tx, now, notice, own, told)
  if (told.kind === 'not-exist' || notice.refundStatus !== 'done') return end(tx, notice, 'ignored')
  const entry = await lockSuspenseOfTrade(tx, notice.channel, outTradeNo)
  const settled = found?.payment.status === 'settled'
  if (!entry && !settled) return awaitPayment(tx, notice, found)
  if (told.kind !== 'done') {
    await deferNotice(tx, notice)
    return { outcome: null, ask: { channel: notice.channel, outTradeNo, refundNo } }
  }
  // The same number twice is two facts only where ours had come to nothing, or went by bank.
  const fact = { number: own ? `${refundNo}-again` : refundNo, amountFen: told.amountFen, notice, now }
  if (own && (await lockRefundByNumber(tx, fact.number))) return end(tx, notice, 'ignored')
  const paidBy = found && settled ? ofPayment(found) : entry && (await ofAssigned(tx, entry))
  if (paidBy) await recordAtConsole(tx, { ...fact, ...paidBy })
  else if (entry && !(await giveBackSuspended(tx, { ...fact, entry, order: found?.order ?? null })))
    return end(tx, notice, 'suspense')
  return end(tx, notice, 'refund-recorded')
}

/** Whether a refund of ours gives back the very trade that a notice tells of: its number, taken by its gateway. */
function isOf({ refund, entry }: FoundRefund, notice: Notice, found: Told['found']): boolean {
  if (refund.outTradeNo !== notice.outTradeNo) return false
  if (refund.route === notice.channel || entry?.channel === notice.channel) return true
  return found !== null && refund.paymentId === found.payment.id
}

/** The figure of the notice itself, else of the answer; unknown while there is neither. */
function toldBy(notice: Notice, answer: RefundAnswer | null): ToldRefund {
  if (notice.refundStatus === 'closed' || notice.refundStatus === 'abnormal')
    return { kind: notice.refundStatus }
  if (notice.amountFen !== null) return { kind: 'done', amountFen: notice.amountFen }
  return answer ?? { kind: 'unknown' }
}

/** Money that left although, as far as we knew, it would not leave this way any more. */
function isNewFact({ refund }: FoundRefund, told: ToldRefund): boolean {
  if (isLive(refund.status)) return false
  return told.kind === 'done' || told.kind === 'unknown'
    ? refund.status !== 'done' || refund.route === 'bank'
    : false
}

async function applyToOwn(
  tx: Tx,
  now: Date,
  notice: Notice,
  own: FoundRefund,
  told: ToldRefund,
): Promise<NoticeApplied> {
  const { refund } = own
  if (told.kind === 'unknown' && isLive(refund.status)) {
    const diverted = refund.route === 'bank'
    if (!diverted) await noteOnRefund(tx, refund, { nextQueryAt: sql`now()` })
    if (!diverted) return end(tx, notice, 'ignored')
    await deferNotice(tx, notice)
    const question = { channel: notice.channel, outTradeNo: refund.outTradeNo ?? '', refundNo: refund.number }
    return { outcome: null, ask: question }
  }
  const at = notice.happenedAt ?? now
  const moved = await applyToldRefund(tx, own, told, {
    gateway: notice.channel,
    at,
    now,
    channelRefundNo: refund.channelRefundNo,
  })
  return end(tx, notice, moved === 'waiting' || moved === 'nothing' ? 'ignored' : 'refund-recorded')
}

function ofPayment({ order, payment: { id, amountFen, outTradeNo } }: NonNullable<Told['found']>) {
  return { order, trade: { paymentId: id, tradeFen: amountFen, outTradeNo } }
}

/** The order that money was assigned to and helped to pay; null where it is not, or not yet, paid. */
async function ofAssigned(tx: Tx, { status, assignedOrderId, amountFen, outTradeNo }: Suspense) {
  const order = status === 'assigned' && assignedOrderId ? await lockOrder(tx, assignedOrderId) : null
  if (!order?.paidAt) return null
  return { order, trade: { paymentId: null, tradeFen: amountFen, outTradeNo } }
}

/** A refund of what we do not know as paid: the notice of the payment was lost, so ask; what never can be paid, forget. */
async function awaitPayment(tx: Tx, notice: Notice, found: Told['found']): Promise<NoticeApplied> {
  if (!found || found.payment.gatewayClosedAt !== null) return end(tx, notice, 'ignored')
  await askSoon(tx, found.payment)
  await deferNotice(tx, notice)
  return { outcome: null, ask: null }
}

async function end(tx: Tx, notice: Notice, outcome: NonNullable<Notice['outcome']>): Promise<NoticeApplied> {
  await closeNotice(tx, notice, outcome)
  return { outcome, ask: null }
}
