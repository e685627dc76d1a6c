import 'server-only'
import type { Tx } from '@/db/client'
import type { Product } from '@/lib/billing/catalog/catalog.load'
import { unitsOf } from '@/lib/billing/catalog/catalog.rules'
import { packagePaid, suspenseReceived } from '@/lib/billing/ledger/ledger.rules'
import { postTransaction } from '@/lib/billing/ledger/post-transaction.step'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import type { Order } from '@/lib/billing/order/order.load'
import { askSoon, closeNotice, keepInSuspense } from '@/lib/billing/payment/close-notice.step'
import { lockTold, type Notice, type Told } from '@/lib/billing/payment/payment.load'
import { isOurMoney, judgeNotice, type SuspenseReason } from '@/lib/billing/payment/payment.rules'
import { closeOpenAttempts, endAttempt, settleAttempt } from '@/lib/billing/payment/settle-attempt.step'
import { grantPackage } from '@/lib/billing/resource/grant-package.step'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { notFound } from '@/lib/kernel/refusal'
import { settlePaymentInput } from './settlement.input'

type Found = NonNullable<Told['found']>

/**
 * Transaction 2 of a notice, called by the notify route, the query and the sweep alike: the order is paid, the package
 * granted, the mail staged, the ledger posted, or the money goes to suspense. The same notice twice is not an error.
 */
export const settlePayment = command({
  name: 'payment.settle',
  by: 'system',
  input: settlePaymentInput,
  async run({ tx, now }, { noticeId }) {
    const told = await lockTold(tx, noticeId)
    if (!told) throw notFound()
    const { notice, found } = told
    if (notice.outcome) return { outcome: notice.outcome, orderId: null, accountId: null }
    const outcome = await applyVerdict(tx, now, notice, found)
    return { outcome, orderId: found?.order.id ?? null, accountId: found?.order.accountId ?? null }
  },
  audit: ({ noticeId }, { outcome, orderId, accountId }) => ({
    subject: orderId ?? noticeId,
    account: accountId,
    detail: { outcome },
  }),
})

async function applyVerdict(tx: Tx, now: Date, notice: Notice, found: Found | null) {
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
    case 'ask-again':
      if (found) await askSoon(tx, found.payment)
      await closeNotice(tx, notice, 'ignored')
      return 'ignored'
    case 'ignore':
      await closeNotice(tx, notice, 'ignored')
      return 'ignored'
  }
}

/** Sent in one flight, and done in this order: the ledger comes last, so that its rows are locked the shortest. */
async function settle(tx: Tx, now: Date, notice: Notice, { order, payment, product }: Found): Promise<void> {
  const { channel } = payment
  const paidAt = notice.happenedAt ?? now
  await Promise.all([
    moveOrder(tx, order, 'settle', { at: paidAt, channel, set: { paidAt, paidChannel: channel } }),
    settleAttempt(tx, payment, { channelTradeNo: notice.channelTradeNo, at: paidAt, now }),
    grantPackage(tx, order, product, paidAt),
    closeNotice(tx, notice, 'settled'),
    stage(tx, {
      task: 'send-mail',
      payload: { key: `order-paid:${order.id}`, kind: 'order-paid', orderId: order.id },
    }),
    postTransaction(tx, {
      accountId: order.accountId,
      kind: 'payment',
      amountFen: order.amountFen,
      channel,
      order,
      productCode: order.productCode,
      remarkEn: remark(product.nameEn, order, product, 'en'),
      remarkZh: remark(product.nameZh, order, product, 'zh'),
      occurredAt: paidAt,
      postings: packagePaid(channel, order.amountFen),
    }),
  ])
}

/** What the fund transaction says it was for: the product and how much of it. */
function remark(name: string, order: Order, product: Product, language: 'en' | 'zh'): string {
  const units = unitsOf(order.quantity).toLocaleString('en-US')
  return language === 'en' ? `${name}, ${units}` : `${name} ${units} ${product.unitZh}`
}

async function suspend(
  tx: Tx,
  now: Date,
  notice: Notice,
  reason: SuspenseReason,
  found: Found | null,
): Promise<void> {
  const occurredAt = notice.happenedAt ?? now
  const { kept } = await keepInSuspense(tx, notice, reason, found, occurredAt)
  // Only money on our own account is the attempt's end: what another app or seller got leaves it to be paid.
  if (found && isOurMoney(reason)) await endAttempt(tx, found.payment, now)
  await closeNotice(tx, notice, 'suspense')
  if (!kept || !isOurMoney(reason) || notice.amountFen === null || notice.amountFen <= 0n) return
  await postTransaction(tx, {
    accountId: null,
    kind: 'suspense',
    amountFen: notice.amountFen,
    channel: notice.channel,
    order: found?.order ?? null,
    productCode: null,
    remarkEn: `Suspense ${notice.outTradeNo ?? ''}`,
    remarkZh: `待认领款项 ${notice.outTradeNo ?? ''}`,
    occurredAt,
    postings: suspenseReceived(notice.channel, notice.amountFen),
  })
}
