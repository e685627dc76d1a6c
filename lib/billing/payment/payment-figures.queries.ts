import 'server-only'
import { and, asc, count, eq, gte, inArray, isNull, min, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { orders } from '@/db/schema/order'
import { paymentNotices, payments, suspense } from '@/db/schema/payment'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/calendar'
import { add, fen, type Money } from '@/lib/kernel/money'
import { isOurMoney, UNAPPLIED_MINUTES, type Channel, type QueueAge } from './payment.rules'

export type Figure = { count: number; amountFen: Money }
export type PaidOnDay = { day: Day; channel: Channel; count: number; amountFen: Money }

export type PaymentFigures = {
  today: Day
  pendingOrders: Figure
  suspended: Figure
  /** Notices stored and not applied; the oldest shows how long something has been stuck. */
  waitingNotices: QueueAge
  /** What was paid on each day by each channel; days without payments are absent. */
  paid: PaidOnDay[]
}

/** An attempt settled longer after its start than this is counted nowhere: channels close theirs within hours. */
const LONGEST_ATTEMPT_DAYS = 30

/** What staff want to know of payments at a glance: what waits, and what was paid in the last `days` days. */
export async function getPaymentFigures(actor: StaffActor, days: number): Promise<PaymentFigures> {
  return read(actor, async (tx, now) => {
    const today = dayOf(now)
    return {
      today,
      pendingOrders: await pendingOrders(tx),
      suspended: await suspended(tx),
      waitingNotices: await waitingNotices(tx),
      paid: await paidSince(tx, addDays(today, 1 - days)),
    }
  })
}

async function pendingOrders(tx: Tx): Promise<Figure> {
  const [row] = await tx
    .select({ count: count(), amountFen: sql<string>`coalesce(sum(${orders.amountFen}), 0)` })
    .from(orders)
    // Written out rather than bound, so that a prepared statement finds the index of what is pending.
    .where(sql`${orders.status} = 'pending-payment'`)
  return { count: row?.count ?? 0, amountFen: fen(row?.amountFen ?? '0') }
}

/** What nobody has decided about yet: counts all of it, and sums what lies on our own account at the gateway. */
async function suspended(tx: Tx): Promise<Figure> {
  const rows = await tx
    .select({ reason: suspense.reason, count: count(), amountFen: sql<string>`sum(${suspense.amountFen})` })
    .from(suspense)
    .where(inArray(suspense.status, ['open', 'assigning']))
    .groupBy(suspense.reason)
  const ours = rows.filter((row) => isOurMoney(row.reason))
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    amountFen: add(...ours.map((row) => fen(row.amountFen))),
  }
}

/** By the database's clock, which dates what gateways tell. */
async function waitingNotices(tx: Tx): Promise<QueueAge> {
  const patience = sql.raw(`interval '${UNAPPLIED_MINUTES} minutes'`)
  const [row] = await tx
    .select({
      count: count(),
      overdue: sql<number>`count(*) filter (where ${paymentNotices.receivedAt} < now() - ${patience})::int`,
      oldestAt: min(paymentNotices.receivedAt),
    })
    .from(paymentNotices)
    .where(isNull(paymentNotices.appliedAt))
  return row ?? { count: 0, overdue: 0, oldestAt: null }
}

async function paidSince(tx: Tx, first: Day): Promise<PaidOnDay[]> {
  const day = sql<Day>`to_char(${payments.settledAt} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`
  const rows = await tx
    .select({
      day,
      channel: payments.channel,
      count: count(),
      amountFen: sql<string>`sum(${payments.amountFen})`,
    })
    .from(payments)
    .where(
      and(
        eq(payments.status, 'settled'),
        gte(payments.settledAt, startOfDay(first)),
        // Attempts are indexed by their start, and only by it.
        gte(payments.startedAt, startOfDay(addDays(first, -LONGEST_ATTEMPT_DAYS))),
      ),
    )
    .groupBy(day, payments.channel)
    .orderBy(asc(day))
  return rows.map((row) => ({ ...row, amountFen: fen(row.amountFen) }))
}
