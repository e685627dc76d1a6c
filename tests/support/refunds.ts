import type { MemberActor, StaffActor } from '@/lib/auth/actor'
import { SYSTEM } from '@/lib/auth/actor'
import { storeNotice } from '@/lib/billing/payment/store-notice.command'
import { approveRefund } from '@/lib/billing/settlement/approve-refund.command'
import { followRefund } from '@/lib/billing/settlement/follow-refund.flow'
import { requestRefund } from '@/lib/billing/settlement/request-refund.command'
import { settlePayment } from '@/lib/billing/settlement/settle-payment.command'
import type { PaymentChannel, RefundState } from '@/lib/gateway/payment-channel'
import { dayOf } from '@/lib/kernel/calendar'
import { newId, newNumber } from '@/lib/kernel/id'
import { fen } from '@/lib/kernel/money'
import { newAttempt, newCustomer, newOrder, newStaff, owner, paidNotice, receive } from './database'

/** Two people who may decide about refunds. */
export async function newFinance(): Promise<{ first: StaffActor; second: StaffActor }> {
  return { first: await newStaff('finance'), second: await newStaff('finance') }
}

/** What a gateway was asked, and what it answers: each answer once, the last one for ever. */
export type GatewayDouble = Pick<PaymentChannel, 'query' | 'close' | 'refund' | 'queryRefund'> & {
  name: 'wechatpay' | 'alipay'
  sent: { refundNo: string; fen: bigint; outTradeNo: string; totalFen: bigint }[]
  asked: string[]
  answers: { refund: RefundState[]; query: RefundState[] }
  reset(): void
}

const SILENT = { kind: 'unknown', why: 'silent', requestId: null } as const

export function gatewayDouble(name: 'wechatpay' | 'alipay'): GatewayDouble {
  const next = (answers: RefundState[]): RefundState =>
    (answers.length > 1 ? answers.shift() : answers[0]) ?? SILENT
  const double: GatewayDouble = {
    name,
    sent: [],
    asked: [],
    answers: { refund: [], query: [] },
    // What a sweep asks about payments is no part of these tests.
    query: () => Promise.resolve(SILENT),
    close: () => Promise.resolve(SILENT),
    refund: ({ refundNo, fen: amount, outTradeNo, totalFen }) => {
      double.sent.push({ refundNo, fen: amount, outTradeNo, totalFen })
      return Promise.resolve(next(double.answers.refund))
    },
    queryRefund: (_outTradeNo, refundNo) => {
      double.asked.push(refundNo)
      return Promise.resolve(next(double.answers.query))
    },
    reset() {
      double.sent = []
      double.asked = []
      double.answers = { refund: [], query: [] }
    },
  }
  return double
}

export const done = (amount: bigint): RefundState => ({
  kind: 'done',
  fen: fen(amount),
  channelRefundNo: '50000001',
  refundedAt: null,
})

/** A package order of ¥5,000.00 for 100,000 units, paid by WeChat Pay or Alipay. */
export async function newPaidPackage(customer: MemberActor, channel: 'wechatpay' | 'alipay' = 'wechatpay') {
  const orderId = await newOrder(customer)
  const attempt = await newAttempt(customer, orderId, channel)
  await receive(paidNotice(attempt))
  return { orderId, attempt }
}

/** A top-up of an amount in fen, paid by WeChat Pay: as the page that orders it would leave it. */
export async function newPaidTopUp(customer: MemberActor, amountFen: number) {
  const orderId = newId()
  await owner`insert into orders (id, number, account_id, kind, status, product_code, quantity, unit_price_fen, amount_fen,
      invoice_basis, policy_version, agreement_code, agreement_version, placed_by, placed_at, expires_at)
    values (${orderId}, ${newNumber(dayOf(new Date()))}, ${customer.accountId}, 'top-up', 'pending-payment', 'balance', 1,
      ${amountFen}, ${amountFen}, 'none', 1, 'privacy', 1, ${customer.userId}, now(), now() + interval '1 day')`
  const attempt = await newAttempt(customer, orderId)
  await receive(paidNotice(attempt))
  return { orderId, attempt }
}

/** The customer spends from the balance. */
export async function spendCash(customer: MemberActor, amountFen: number): Promise<void> {
  await owner`select post_transaction(${newId()}, ${newNumber(dayOf(new Date()))}, ${customer.accountId}, 'excess', ${-amountFen},
    null, null, null, null, 'Spent', '消费', now(), array['cash', 'deferred-revenue'], array[${-amountFen}, ${amountFen}]::bigint[])`
}

export const PAYEE = {
  payeeName: '杭州云杉科技有限公司',
  payeeBank: '工商银行杭州分行',
  payeeAccount: '1202 0000 1',
}

/** What the refund form sends. */
export function refundForm(orderId: string, amount: string, changes: Record<string, string> = {}) {
  return { refundId: newId(), orderId, amount, reason: 'Bought by mistake', ...changes }
}

/** A refund that one person asked for and another still has to decide about. */
export async function askRefund(maker: StaffActor, orderId: string, amount: string): Promise<string> {
  return (await requestRefund(maker, refundForm(orderId, amount))).refund.id
}

/** What WeChat Pay tells of a refund, stored and applied as the notify route does. */
export async function tellRefund(
  attempt: { channel: string; outTradeNo: string },
  told: { refundNo: string | null; status: 'done' | 'closed' | 'abnormal'; amountFen: bigint | null },
) {
  const { noticeId } = await storeNotice(SYSTEM, {
    channel: attempt.channel,
    noticeId: newId(),
    source: 'notice',
    kind: 'refund',
    outTradeNo: attempt.outTradeNo,
    channelTradeNo: `T${attempt.outTradeNo}`,
    amountFen: told.amountFen,
    foreign: null,
    happenedAt: null,
    refundNo: told.refundNo,
    refundStatus: told.status,
    payload: '{}',
  })
  return { noticeId, ...(await settlePayment(SYSTEM, { noticeId })) }
}

/** Makes a refund due at its gateway now, whatever the pauses. */
export async function makeDue(refundId: string): Promise<void> {
  await owner`update refunds set next_query_at = now() where id = ${refundId}`
}

export async function refundOf(id: string) {
  const [row] = await owner`select * from refunds where id = ${id}`
  return row ?? {}
}

export async function orderOf(id: string) {
  const [row] = await owner`select * from orders where id = ${id}`
  return row ?? {}
}

export async function packageOf(orderId: string) {
  const [row] =
    await owner`select remaining_units, locked_units, refunded_units from packages where order_id = ${orderId}`
  return row ?? {}
}

/** The sides of everything that was posted for an order, oldest first. */
export async function postedFor(orderId: string, ...kinds: string[]) {
  return owner`select t.kind, e.ledger, e.amount_fen from ledger_entries e
    join ledger_transactions t on t.id = e.transaction_id
    where t.order_id = ${orderId} and t.kind in ${owner(kinds)} order by t.recorded_at, e.amount_fen, e.ledger`
}

export async function cashOf(customer: MemberActor): Promise<string> {
  const [row] = await owner<{ balance_fen: string }[]>`
    select balance_fen from ledger_accounts where account_id = ${customer.accountId} and ledger = 'cash'`
  return row?.balance_fen ?? ''
}

/** How far a stored notice has come. */
export const noticeOf = async (id: string) => {
  const [row] =
    await owner`select outcome, applied_at is not null as applied, next_apply_at is not null as deferred
    from payment_notices where id = ${id}`
  return row
}
/** What an account owes, in fen. */
export const receivableOf = async (accountId: string) =>
  (
    await owner<{ balance_fen: string }[]>`
    select balance_fen from ledger_accounts where account_id = ${accountId} and ledger = 'receivable'`
  )[0]?.balance_fen

/** A refund that was approved and handed to WeChat Pay, which is at work on it. */
export async function refundUnderWay(gateway: GatewayDouble, amount = '2000') {
  const customer = await newCustomer()
  const { orderId, attempt } = await newPaidPackage(customer)
  const { first, second } = await newFinance()
  const refundId = await askRefund(first, orderId, amount)
  await approveRefund(second, { refundId })
  gateway.answers.refund = [{ kind: 'processing' }]
  await followRefund(refundId)
  const { number } = await refundOf(refundId)
  return { customer, orderId, attempt, refundId, refundNo: String(number), first }
}
