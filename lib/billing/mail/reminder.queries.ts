import 'server-only'
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import { mails } from '@/db/schema/mail'
import { orders } from '@/db/schema/order'
import { payments } from '@/db/schema/payment'
import type { SystemActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { addHours } from '@/lib/kernel/calendar'

/** So long before an order by bank transfer expires its customer is reminded. */
const REMIND_HOURS = 24

/** The key of a reminder: one per order and deadline. */
export function reminderKey(orderId: string, expiresAt: Date): string {
  return `transfer-reminder:${orderId}:${expiresAt.getTime()}`
}

/** Orders that wait for a bank transfer, expire within a day and were not reminded of that deadline. */
export async function listOrdersToRemind(
  actor: SystemActor,
  limit: number,
): Promise<{ orderId: string; expiresAt: Date }[]> {
  const key = sql`'transfer-reminder:' || ${orders.id} || ':' || (extract(epoch from ${orders.expiresAt}) * 1000)::bigint`
  return read(actor, (tx, now) =>
    tx
      .select({ orderId: orders.id, expiresAt: orders.expiresAt })
      .from(orders)
      .innerJoin(
        payments,
        and(eq(payments.orderId, orders.id), eq(payments.channel, 'corporate'), eq(payments.status, 'open')),
      )
      .where(
        and(
          sql`${orders.status} = 'pending-payment'`,
          gt(orders.expiresAt, now),
          lte(orders.expiresAt, addHours(now, REMIND_HOURS)),
          sql`${orders.heldFen} = 0`,
          sql`not exists (select from ${mails} where ${mails.key} = ${key})`,
        ),
      )
      .orderBy(asc(orders.expiresAt))
      .limit(limit),
  )
}
