import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { paymentNotices, payments, suspense, type noticeOutcomes } from '@/db/schema/payment'
import { prepared } from '@/lib/command/prepared'
import { newId } from '@/lib/kernel/id'
import { ZERO } from '@/lib/kernel/money'
import type { Order } from '@/lib/billing/order/order.load'
import type { Notice, Payment } from './payment.load'
import type { SuspenseReason } from './payment.rules'

const setApplied = prepared((tx) =>
  tx
    .update(paymentNotices)
    .set({
      appliedAt: sql`date_trunc('milliseconds', clock_timestamp())`,
      outcome: sql`${sql.placeholder('outcome')}`,
    })
    .where(eq(paymentNotices.id, sql.placeholder('id')))
    .prepare('set_applied'),
)

/** Says that a notice has had its effect, in the transaction of the effect. */
export async function closeNotice(
  tx: Tx,
  notice: Notice,
  outcome: (typeof noticeOutcomes)[number],
): Promise<void> {
  await setApplied(tx, { id: notice.id, outcome })
}

/**
 * Leaves a notice to the sweep, which applies it once the gateway has answered a question, or our trouble is over. The older it is the longer
 * the pause, by the database's clock: retries are no business fact.
 */
export async function deferNotice(tx: Tx, notice: Pick<Notice, 'id'>): Promise<void> {
  const half = sql`(now() - ${paymentNotices.receivedAt}) / 2`
  await tx
    .update(paymentNotices)
    .set({ nextApplyAt: sql`now() + least(greatest(${half}, interval '10 seconds'), interval '1 hour')` })
    .where(eq(paymentNotices.id, notice.id))
}

/**
 * Keeps money that belongs nowhere yet where finance sees it. Null for a second notice of the same trade, which adds
 * nothing.
 */
export async function keepInSuspense(
  tx: Tx,
  notice: Notice,
  kept: { reason: SuspenseReason; status: 'open' | 'refunding'; occurredAt: Date },
  found: { order: Order; payment: Payment } | null,
): Promise<string | null> {
  const [row] = await tx
    .insert(suspense)
    .values({
      id: newId(),
      channel: notice.channel,
      ...kept,
      outTradeNo: notice.outTradeNo ?? '',
      channelTradeNo: notice.channelTradeNo,
      amountFen: notice.amountFen ?? ZERO,
      expectedFen: found?.payment.amountFen ?? null,
      accountId: found?.order.accountId ?? null,
      orderId: found?.order.id ?? null,
      noticeId: notice.id,
    })
    .onConflictDoNothing()
    .returning({ id: suspense.id })
  return row?.id ?? null
}

/** Has the gateway asked at the next sweep, e.g. when a refund is told of a payment we do not know as paid. */
export async function askSoon(tx: Tx, payment: Payment): Promise<void> {
  await tx
    .update(payments)
    .set({ nextQueryAt: sql`now()` })
    .where(eq(payments.id, payment.id))
}
