import 'server-only'
import { and, asc, count, desc, eq, inArray, isNotNull, lte, min, ne, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { accounts, users } from '@/db/schema/account'
import { orders } from '@/db/schema/order'
import { payments, refunds } from '@/db/schema/payment'
import type { Actor, StaffActor, SystemActor } from '@/lib/auth/actor'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Page } from '@/lib/command/page'
import { read } from '@/lib/command/read'
import { addHours } from '@/lib/kernel/calendar'
import type { Money } from '@/lib/kernel/money'
import { notFound } from '@/lib/kernel/refusal'
import type { ListFilter } from './payment.queries'
import { UNDECIDED_HOURS, type Channel, type Gateway, type QueueAge } from './payment.rules'
import type { RefundReason, RefundRoute, RefundStatus } from './refund.rules'

export type RefundRow = {
  id: string
  at: Date
  number: string
  status: RefundStatus
  reason: RefundReason
  route: RefundRoute
  amountFen: Money
  doneAt: Date | null
  /** What the gateway said last where it did not go through. */
  trouble: string | null
  orderId: string | null
  orderNumber: string | null
  accountId: string | null
  accountName: string | null
}

const rowColumns = {
  id: refunds.id,
  at: refunds.requestedAt,
  number: refunds.number,
  status: refunds.status,
  reason: refunds.reason,
  route: refunds.route,
  amountFen: refunds.amountFen,
  doneAt: refunds.doneAt,
  trouble: refunds.trouble,
  orderId: refunds.orderId,
  orderNumber: orders.number,
  accountId: refunds.accountId,
  accountName: accounts.name,
}

/** Those that go no further without somebody: to decide, to pay out by bank, or to help where the gateway gave up. */
const awaitsPerson = or(
  inArray(refunds.status, ['requested', 'abnormal']),
  and(eq(refunds.status, 'approved'), eq(refunds.route, 'bank')),
  and(eq(refunds.status, 'processing'), isNotNull(refunds.trouble)),
)

export type RefundFilter = ListFilter<Gateway> & {
  status?: RefundStatus | undefined
  accountId?: string | undefined
}

/** Refunds, newest first. */
export async function listRefunds(
  actor: StaffActor,
  filter: RefundFilter,
): Promise<Page<RefundRow> & { count: number }> {
  return read(actor, async (tx) => {
    const where = and(
      filter.channel && eq(refunds.route, filter.channel),
      filter.status && eq(refunds.status, filter.status),
      filter.accountId ? eq(refunds.accountId, filter.accountId) : undefined,
      containing(filter.search, refunds.number, refunds.outTradeNo, refunds.channelRefundNo, refunds.bankRef),
    )
    const { after, order } = keyset(filter.cursor, refunds.requestedAt, refunds.id)
    const rows = await selectRows(tx, and(where, after))
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
    return { ...cutPage(rows, filter.cursor), count: await countUpTo(tx, refunds, where) }
  })
}

const QUEUE_SHOWN = 50

/** What waits for somebody, longest waiting first. */
export async function listRefundQueue(actor: StaffActor): Promise<RefundRow[]> {
  return read(actor, (tx) =>
    selectRows(tx, awaitsPerson).orderBy(asc(refunds.requestedAt), asc(refunds.id)).limit(QUEUE_SHOWN),
  )
}

/** How many refunds wait for somebody, how many of them too long, and since when the oldest does. */
export async function countRefundsAwaiting(actor: StaffActor): Promise<QueueAge> {
  return read(actor, async (tx, now) => {
    const limit = addHours(now, -UNDECIDED_HOURS).toISOString()
    const [row] = await tx
      .select({
        count: count(),
        overdue: sql<number>`count(*) filter (where ${refunds.requestedAt} < ${limit}::timestamptz)::int`,
        oldestAt: min(refunds.requestedAt),
      })
      .from(refunds)
      .where(awaitsPerson)
    return row ?? { count: 0, overdue: 0, oldestAt: null }
  })
}

function selectRows(tx: Tx, where: SQL | undefined) {
  return tx
    .select(rowColumns)
    .from(refunds)
    .leftJoin(orders, eq(orders.id, refunds.orderId))
    .leftJoin(accounts, eq(accounts.id, refunds.accountId))
    .where(where)
}

export type OrderRefund = Pick<
  RefundRow,
  'id' | 'at' | 'number' | 'status' | 'reason' | 'route' | 'amountFen' | 'doneAt'
> & {
  /** Whether the money had paid for the order, rather than having come for it and not been needed. */
  paid: boolean
}

const hadPaid = sql<boolean>`${refunds.suspenseId} is null and ${refunds.reason} in ('asked', 'console')`

/**
 * The refunds of one order, newest first. Customers see what was decided, not what was only asked for, declined or came
 * to nothing.
 */
export async function listOrderRefunds(actor: Actor, orderId: string): Promise<OrderRefund[]> {
  const decided = inArray(refunds.status, ['approved', 'processing', 'abnormal', 'done'])
  const { id, at, number, status, reason, route, amountFen, doneAt } = rowColumns
  return read(actor, (tx) =>
    tx
      .select({ id, at, number, status, reason, route, amountFen, doneAt, paid: hadPaid })
      .from(refunds)
      .where(and(eq(refunds.orderId, orderId), actor.kind === 'member' ? decided : undefined))
      .orderBy(desc(refunds.requestedAt), desc(refunds.id)),
  )
}

export type RefundView = RefundRow & {
  tradeFen: Money
  outTradeNo: string | null
  paymentId: string | null
  suspenseId: string | null
  lockedUnits: bigint
  note: string | null
  requestedByName: string | null
  requestedBy: string | null
  decidedByName: string | null
  decidedAt: Date | null
  declineReason: string | null
  fourEyes: 'not-needed' | 'needed' | 'waived'
  sentAt: Date | null
  channelRefundNo: string | null
  payeeName: string | null
  payeeBank: string | null
  payeeAccount: string | null
  payeeBy: string | null
  payeeByName: string | null
  bankRef: string | null
  queries: number
  nextQueryAt: Date | null
  /** How the payment that is given back was made; null for money in suspense. */
  paidChannel: Channel | null
  paidAt: Date | null
}

const decider = alias(users, 'decider')
const payer = alias(users, 'payee_namer')

/** One refund, for staff. Not found for what is none. */
export async function getRefund(actor: StaffActor, id: string): Promise<RefundView> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        ...rowColumns,
        tradeFen: refunds.tradeFen,
        outTradeNo: refunds.outTradeNo,
        paymentId: refunds.paymentId,
        suspenseId: refunds.suspenseId,
        lockedUnits: refunds.lockedUnits,
        note: refunds.note,
        requestedBy: refunds.requestedBy,
        requestedByName: users.name,
        decidedByName: decider.name,
        decidedAt: refunds.decidedAt,
        declineReason: refunds.declineReason,
        fourEyes: refunds.fourEyes,
        sentAt: refunds.sentAt,
        channelRefundNo: refunds.channelRefundNo,
        payeeName: refunds.payeeName,
        payeeBank: refunds.payeeBank,
        payeeAccount: refunds.payeeAccount,
        payeeBy: refunds.payeeBy,
        payeeByName: payer.name,
        bankRef: refunds.bankRef,
        queries: refunds.queries,
        nextQueryAt: refunds.nextQueryAt,
        paidChannel: payments.channel,
        paidAt: payments.settledAt,
      })
      .from(refunds)
      .leftJoin(orders, eq(orders.id, refunds.orderId))
      .leftJoin(accounts, eq(accounts.id, refunds.accountId))
      .leftJoin(users, eq(users.id, refunds.requestedBy))
      .leftJoin(decider, eq(decider.id, refunds.decidedBy))
      .leftJoin(payer, eq(payer.id, refunds.payeeBy))
      .leftJoin(payments, eq(payments.id, refunds.paymentId))
      .where(eq(refunds.id, id)),
  )
  if (!row) throw notFound()
  return row
}

/** Refunds whose gateway is to hear of them or to be asked now, longest waiting first; by the database's clock. */
export async function listRefundsToFollow(actor: Actor, limit: number): Promise<string[]> {
  const rows = await read(actor, (tx) =>
    tx
      .select({ id: refunds.id })
      .from(refunds)
      .where(and(lte(refunds.nextQueryAt, sql`now()`), ne(refunds.route, 'bank')))
      .orderBy(asc(refunds.nextQueryAt))
      .limit(limit),
  )
  return rows.map((row) => row.id)
}

export type RefundToTell = {
  number: string
  amountFen: Money
  route: RefundRoute
  /** Whether the money had paid for the order, rather than having come for it and not been needed. */
  paid: boolean
  orderId: string
  doneAt: Date
}

/** What the mail of a refund that is done tells; null for one that is not, or gives nobody's money back. */
export async function findRefundToTell(actor: SystemActor, id: string): Promise<RefundToTell | null> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        number: refunds.number,
        amountFen: refunds.amountFen,
        route: refunds.route,
        paid: hadPaid,
        orderId: refunds.orderId,
        doneAt: refunds.doneAt,
      })
      .from(refunds)
      .where(eq(refunds.id, id)),
  )
  if (!row?.orderId || !row.doneAt) return null
  return { ...row, orderId: row.orderId, doneAt: row.doneAt }
}
