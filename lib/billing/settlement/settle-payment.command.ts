import 'server-only'
import type { Tx } from '@/db/client'
import { suspenseReceived } from '@/lib/billing/ledger/ledger.rules'
import { postTransaction } from '@/lib/billing/ledger/post-transaction.step'
import { setOrderMoney } from '@/lib/billing/order/set-order-money.step'
import { closeNotice, keepInSuspense } from '@/lib/billing/payment/close-notice.step'
import { openRefund } from '@/lib/billing/payment/open-refund.step'
import { lockTold, type Notice, type Told } from '@/lib/billing/payment/payment.load'
import { isOurMoney, judgeNotice, type SuspenseReason } from '@/lib/billing/payment/payment.rules'
import { closeOpenAttempts, endAttempt } from '@/lib/billing/payment/settle-attempt.step'
import { automaticRefund, holdsOurMoney } from '@/lib/billing/payment/suspense.rules'
import { command } from '@/lib/command/command'
import { fen, ZERO, type Money } from '@/lib/kernel/money'
import { notFound } from '@/lib/kernel/refusal'
import { applyRefundNotice } from './apply-refund-notice.step'
import { creditExcess } from './credit-excess.step'
import { settleOrder } from './settle-order.step'
import { settlePaymentInput } from './settlement.input'

type Found = NonNullable<Told['found']>

/**
 * Transaction 2 of a notice, called by the notify route, the query and the sweep alike: the order is paid, the package
 * granted, the mail staged, the ledger posted, or the money goes to suspense. The same notice twice is not an error.
 * Without an outcome the sweep tries again, after asking the gateway where `ask` says what; `answer` is what it said.
 */
export const settlePayment = command({
  name: 'payment.settle',
  by: 'system',
  input: settlePaymentInput,
  first: (tx, { noticeId }) => lockTold(tx, noticeId),
  async run({ tx, now }, { answer }, told) {
    if (!told) throw notFound()
    const { notice, found } = told
    if (notice.outcome) return { outcome: notice.outcome, ask: null, orderId: null, accountId: null }
    const { outcome, ask } =
      notice.kind === 'refund'
        ? await applyRefundNotice(tx, now, told, answer ?? null)
        : { outcome: await applyVerdict(tx, now, { ...notice, kind: notice.kind }, found), ask: null }
    return { outcome, ask, orderId: found?.order.id ?? null, accountId: found?.order.accountId ?? null }
  },
  audit: ({ noticeId }, { outcome, orderId, accountId }) => ({
    subject: orderId ?? noticeId,
    account: accountId,
    detail: { outcome },
  }),
})

type PaymentNotice = Notice & { kind: Exclude<Notice['kind'], 'refund'> }

async function applyVerdict(tx: Tx, now: Date, notice: PaymentNotice, found: Found | null) {
  const verdict = judgeNotice(notice, found?.payment ?? null, found?.order ?? null)
  switch (verdict.kind) {
    case 'settle':
      if (!found) throw new Error('nothing to settle')
      await settle(tx, now, notice, found)
      return 'settled'
    case 'suspense':
      await suspend(tx, now, notice, verdict.reason, found)
      return 'suspense'
    case 'already-settled':
      await closeNotice(tx, notice, 'already-settled')
      return 'already-settled'
    case 'close':
      if (found) await closeOpenAttempts(tx, found.order.id, now)
      await closeNotice(tx, notice, 'closed')
      return 'closed'
    case 'ignore':
      await closeNotice(tx, notice, 'ignored')
      return 'ignored'
  }
}

async function settle(tx: Tx, now: Date, notice: Notice, found: Found): Promise<void> {
  const { order, payment, product } = found
  const paidAt = notice.happenedAt ?? now
  const clearing = `clearing.${notice.channel}` as const
  await Promise.all([
    closeNotice(tx, notice, 'settled'),
    settleOrder(tx, {
      order,
      payment,
      product,
      receipts: [{ ledger: clearing, amountFen: payment.amountFen }],
      channelTradeNo: notice.channelTradeNo,
      paidAt,
      now,
    }),
  ])
  // Paid whole at the gateway although a part had come by bank: that part is now more than was due.
  if (order.heldFen > 0n)
    await creditExcess(tx, {
      order,
      product,
      amountFen: order.heldFen,
      from: 'held-for-customers',
      channel: 'corporate',
      occurredAt: paidAt,
      now,
    })
}

async function suspend(
  tx: Tx,
  now: Date,
  notice: Notice,
  reason: SuspenseReason,
  found: Found | null,
): Promise<void> {
  const occurredAt = notice.happenedAt ?? now
  const amountFen = notice.amountFen ?? ZERO
  const ours = holdsOurMoney({ reason, amountFen })
  const automatic = ours && found ? automaticRefund(reason) : null
  const kept = { reason, status: automatic ? 'refunding' : 'open', occurredAt } as const
  const suspenseId = await keepInSuspense(tx, notice, kept, found)
  // Only money on our own account is the attempt's end: what another app or seller got leaves it to be paid.
  if (found && isOurMoney(reason)) await endAttempt(tx, found.payment, now)
  await closeNotice(tx, notice, 'suspense')
  if (suspenseId === null || !ours) return
  if (found && automatic)
    await openRefund(tx, {
      order: found.order,
      paymentId: found.payment.id,
      suspenseId,
      reason: automatic,
      route: notice.channel,
      amountFen,
      tradeFen: amountFen,
      outTradeNo: found.payment.outTradeNo,
      requestedBy: null,
      now,
    })
  else if (found)
    await setOrderMoney(tx, found.order, { suspendedFen: fen(found.order.suspendedFen + amountFen) })
  await postSuspended(tx, notice, amountFen, found, occurredAt)
}

async function postSuspended(
  tx: Tx,
  notice: Notice,
  amountFen: Money,
  found: Found | null,
  occurredAt: Date,
): Promise<void> {
  await postTransaction(tx, {
    accountId: null,
    kind: 'suspense',
    amountFen,
    channel: notice.channel,
    order: found?.order ?? null,
    productCode: null,
    remarkEn: `Suspense ${notice.outTradeNo ?? ''}`,
    remarkZh: `待认领款项 ${notice.outTradeNo ?? ''}`,
    occurredAt,
    postings: suspenseReceived(notice.channel, amountFen),
  })
}
