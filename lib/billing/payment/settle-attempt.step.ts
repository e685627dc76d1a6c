import 'server-only'
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { gatewayChannels, payments } from '@/db/schema/payment'
import { prepared } from '@/lib/command/prepared'
import type { Payment } from './payment.load'

const mine = sql`${payments.id} = ${sql.placeholder('id')}`

// A bank transfer has nobody to ask about it.
const atGateway = inArray(payments.channel, [...gatewayChannels])

const settleOneCloseOthers = prepared((tx) =>
  tx
    .update(payments)
    .set({
      status: sql`case when ${mine} then 'settled' else 'closed' end`,
      settledAt: sql`case when ${mine} then ${sql.placeholder('at')}::timestamptz end`,
      closedAt: sql`case when ${mine} then null else ${sql.placeholder('now')}::timestamptz end`,
      channelTradeNo: sql`case when ${mine} then ${sql.placeholder('channelTradeNo')} else ${payments.channelTradeNo} end`,
      nextQueryAt: sql`case when not ${mine} and ${atGateway} then now() end`,
    })
    .where(
      or(
        eq(payments.id, sql.placeholder('id')),
        and(eq(payments.orderId, sql.placeholder('orderId')), eq(payments.status, 'open')),
      ),
    )
    .prepare('settle_one_close_others'),
)

/**
 * Marks an attempt as the one that paid its order and closes any other that is open. The others stay due for a
 * question to their gateway, so that they are closed there as well.
 */
export async function settleAttempt(
  tx: Tx,
  payment: Payment,
  paid: { channelTradeNo: string | null; at: Date; now: Date },
): Promise<void> {
  await settleOneCloseOthers(tx, {
    id: payment.id,
    orderId: payment.orderId,
    channelTradeNo: paid.channelTradeNo,
    at: paid.at.toISOString(),
    now: paid.now.toISOString(),
  })
}

const closeOpen = prepared((tx) =>
  tx
    .update(payments)
    .set({
      status: 'closed',
      closedAt: sql`${sql.placeholder('now')}::timestamptz`,
      nextQueryAt: sql`case when ${atGateway} then now() end`,
    })
    .where(and(eq(payments.orderId, sql.placeholder('orderId')), eq(payments.status, 'open')))
    .prepare('close_open'),
)

/** Closes what is still open of an order; the next sweep closes it at the gateway. */
export async function closeOpenAttempts(tx: Tx, orderId: string, now: Date): Promise<void> {
  await closeOpen(tx, { orderId, now: now.toISOString() })
}

/** Ends an attempt whose money went to suspense: nothing more is asked of its gateway, and another may be started. */
export async function endAttempt(tx: Tx, payment: Payment, now: Date): Promise<void> {
  await tx
    .update(payments)
    .set({
      status: 'closed',
      closedAt: sql`coalesce(${payments.closedAt}, ${now.toISOString()}::timestamptz)`,
      nextQueryAt: null,
    })
    .where(and(eq(payments.id, payment.id), sql`${payments.status} <> 'settled'`))
}
