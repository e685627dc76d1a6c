import 'server-only'
import { and, asc, count, desc, eq, inArray, min, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { accounts, users } from '@/db/schema/account'
import { orders } from '@/db/schema/order'
import { refunds, suspense } from '@/db/schema/payment'
import type { StaffActor } from '@/lib/auth/actor'
import type { OrderStatus } from '@/lib/billing/order/order.rules'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Page } from '@/lib/command/page'
import { read } from '@/lib/command/read'
import { addHours } from '@/lib/kernel/calendar'
import type { Money } from '@/lib/kernel/money'
import { notFound } from '@/lib/kernel/refusal'
import type { ListFilter } from './payment.queries'
import { UNDECIDED_HOURS, type Gateway, type QueueAge, type SuspenseReason } from './payment.rules'
import type { RefundStatus } from './refund.rules'
import type { SuspenseStatus } from './suspense.rules'

export type SuspenseRow = {
  id: string
  at: Date
  channel: Gateway
  reason: SuspenseReason
  status: SuspenseStatus
  outTradeNo: string
  channelTradeNo: string | null
  amountFen: Money
  expectedFen: Money | null
  orderId: string | null
  orderNumber: string | null
  accountName: string | null
}

const columns = {
  id: suspense.id,
  at: suspense.occurredAt,
  channel: suspense.channel,
  reason: suspense.reason,
  status: suspense.status,
  outTradeNo: suspense.outTradeNo,
  channelTradeNo: suspense.channelTradeNo,
  amountFen: suspense.amountFen,
  expectedFen: suspense.expectedFen,
  orderId: suspense.orderId,
  orderNumber: orders.number,
  accountName: accounts.name,
}

export type SuspenseFilter = ListFilter<Gateway> & {
  reason?: SuspenseReason | undefined
  status?: SuspenseStatus | undefined
}

/** Money that came and fitted no order, newest first. */
export async function listSuspense(
  actor: StaffActor,
  filter: SuspenseFilter,
): Promise<Page<SuspenseRow> & { count: number }> {
  return read(actor, async (tx) => {
    const where = and(
      filter.channel && eq(suspense.channel, filter.channel),
      filter.reason && eq(suspense.reason, filter.reason),
      filter.status && eq(suspense.status, filter.status),
      containing(filter.search, suspense.outTradeNo, suspense.channelTradeNo),
    )
    const { after, order } = keyset(filter.cursor, suspense.occurredAt, suspense.id)
    const rows = await selectRows(tx, and(where, after))
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
    return { ...cutPage(rows, filter.cursor), count: await countUpTo(tx, suspense, where) }
  })
}

/** The suspense that one order's payments led to, newest first. */
export async function listOrderSuspense(actor: StaffActor, orderId: string): Promise<SuspenseRow[]> {
  return read(actor, (tx) =>
    selectRows(tx, eq(suspense.orderId, orderId)).orderBy(desc(suspense.occurredAt), desc(suspense.id)),
  )
}

const QUEUE_SHOWN = 50
const waits = inArray(suspense.status, ['open', 'assigning'])

/** What nobody has decided about yet, longest waiting first. */
export async function listSuspenseQueue(actor: StaffActor): Promise<SuspenseRow[]> {
  return read(actor, (tx) =>
    selectRows(tx, waits).orderBy(asc(suspense.occurredAt), asc(suspense.id)).limit(QUEUE_SHOWN),
  )
}

/** How many entries wait for a decision, how many of them too long, and since when the oldest does. */
export async function countSuspenseAwaiting(actor: StaffActor): Promise<QueueAge> {
  return read(actor, async (tx, now) => {
    const limit = addHours(now, -UNDECIDED_HOURS).toISOString()
    const [row] = await tx
      .select({
        count: count(),
        overdue: sql<number>`count(*) filter (where ${suspense.occurredAt} < ${limit}::timestamptz)::int`,
        oldestAt: min(suspense.occurredAt),
      })
      .from(suspense)
      .where(waits)
    return row ?? { count: 0, overdue: 0, oldestAt: null }
  })
}

function selectRows(tx: Tx, where: SQL | undefined) {
  return tx
    .select(columns)
    .from(suspense)
    .leftJoin(orders, eq(orders.id, suspense.orderId))
    .leftJoin(accounts, eq(accounts.id, suspense.accountId))
    .where(where)
}

/** The order that somebody proposes money for. */
export type ProposedOrder = {
  id: string
  number: string
  status: OrderStatus
  amountFen: Money
  heldFen: Money
  accountName: string
}

export type SuspenseView = SuspenseRow & {
  accountId: string | null
  noticeId: string
  note: string | null
  assignReason: string | null
  proposedBy: string | null
  proposedByName: string | null
  proposedAt: Date | null
  decidedByName: string | null
  decidedAt: Date | null
  fourEyes: 'not-needed' | 'needed' | 'waived' | null
  proposed: ProposedOrder | null
  /** The newest refund of it. */
  refund: { id: string; number: string; status: RefundStatus } | null
}

const assigned = alias(orders, 'assigned')
const assignedTo = alias(accounts, 'assigned_to')
const decider = alias(users, 'decider')

/** One entry, for staff. Not found for what is none. */
export async function getSuspense(actor: StaffActor, id: string): Promise<SuspenseView> {
  return read(actor, async (tx) => {
    const [row] = await tx
      .select({
        ...columns,
        accountId: suspense.accountId,
        noticeId: suspense.noticeId,
        note: suspense.note,
        assignReason: suspense.assignReason,
        proposedBy: suspense.proposedBy,
        proposedByName: users.name,
        proposedAt: suspense.proposedAt,
        decidedByName: decider.name,
        decidedAt: suspense.decidedAt,
        fourEyes: suspense.fourEyes,
        proposed: {
          id: assigned.id,
          number: assigned.number,
          status: assigned.status,
          amountFen: assigned.amountFen,
          heldFen: assigned.heldFen,
          accountName: sql<string>`${assignedTo.name}`,
        },
      })
      .from(suspense)
      .leftJoin(orders, eq(orders.id, suspense.orderId))
      .leftJoin(accounts, eq(accounts.id, suspense.accountId))
      .leftJoin(assigned, eq(assigned.id, suspense.assignedOrderId))
      .leftJoin(assignedTo, eq(assignedTo.id, assigned.accountId))
      .leftJoin(users, eq(users.id, suspense.proposedBy))
      .leftJoin(decider, eq(decider.id, suspense.decidedBy))
      .where(eq(suspense.id, id))
    if (!row) throw notFound()
    const [refund] = await tx
      .select({ id: refunds.id, number: refunds.number, status: refunds.status })
      .from(refunds)
      .where(eq(refunds.suspenseId, id))
      .orderBy(desc(refunds.requestedAt), desc(refunds.id))
      .limit(1)
    return { ...row, proposed: proposedOrder(row.proposed), refund: refund ?? null }
  })
}

type Joined = { [Name in keyof ProposedOrder]: ProposedOrder[Name] | null }

function proposedOrder(joined: Joined | null): ProposedOrder | null {
  return joined?.id ? (joined as ProposedOrder) : null
}
