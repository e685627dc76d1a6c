import 'server-only'
import { and, asc, desc, eq, isNull, lte, sql } from 'drizzle-orm'
import { accounts } from '@/db/schema/account'
import { orders } from '@/db/schema/order'
import { paymentNotices, payments } from '@/db/schema/payment'
import type { MemberActor, StaffActor, Actor } from '@/lib/auth/actor'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Cursor, type Page } from '@/lib/command/page'
import { prepared } from '@/lib/command/prepared'
import { read, readAtOnce } from '@/lib/command/read'
import type { OrderStatus } from '@/lib/billing/order/order.rules'
import type { Money } from '@/lib/kernel/money'
import { notFound } from '@/lib/kernel/refusal'
import type { Channel, PaymentStatus } from './payment.rules'
import { queryDue } from './query-due'

export type OpenPayment = {
  id: string
  channel: Channel
  outTradeNo: string
  device: 'desktop' | 'phone'
  payUrl: string | null
  startedAt: Date
  expiresAt: Date
}

const openColumns = {
  id: payments.id,
  channel: payments.channel,
  outTradeNo: payments.outTradeNo,
  device: payments.device,
  payUrl: payments.payUrl,
  startedAt: payments.startedAt,
  expiresAt: payments.expiresAt,
}

const openOfOrder = prepared((tx) =>
  tx
    .select(openColumns)
    .from(payments)
    .where(and(eq(payments.orderId, sql.placeholder('orderId')), eq(payments.status, 'open')))
    .prepare('open_of_order'),
)

/** The attempt of an order that can still be paid, or null. */
export async function findOpenPayment(actor: MemberActor, orderId: string): Promise<OpenPayment | null> {
  const [[row]] = await readAtOnce(actor, (tx) => [openOfOrder(tx, { orderId })])
  return row ?? null
}

export type PaymentState = {
  status: OrderStatus
  paidAt: Date | null
  /** The open attempt, else the newest one, whatever became of it. `queryDue` says that its gateway may be asked now. */
  attempt: (OpenPayment & { status: PaymentStatus; queryDue: boolean }) | null
  /** Business now: what an attempt has left is counted from it. */
  now: Date
}

/** How far the payment of an order has come; light, since open pages ask again and again. */
export async function getPaymentState(actor: Actor, orderId: string): Promise<PaymentState> {
  return read(actor, async (tx, now) => {
    const newest = sql`(select p.id from payments p where p.order_id = ${orderId} order by p.status = 'open' desc, p.started_at desc, p.id desc limit 1)`
    const [row] = await tx
      .select({
        status: orders.status,
        paidAt: orders.paidAt,
        attempt: {
          ...openColumns,
          status: payments.status,
          queryDue: queryDue(true),
        },
      })
      .from(orders)
      .leftJoin(payments, and(eq(payments.orderId, orders.id), sql`${payments.id} = ${newest}`))
      .where(eq(orders.id, orderId))
    if (!row) throw notFound()
    return { ...row, now }
  })
}

export type AttemptRow = {
  id: string
  at: Date
  channel: Channel
  outTradeNo: string
  status: PaymentStatus
  amountFen: Money
  expiresAt: Date
  settledAt: Date | null
  closedAt: Date | null
  channelTradeNo: string | null
  queries: number
}

const attemptColumns = {
  id: payments.id,
  at: payments.startedAt,
  channel: payments.channel,
  outTradeNo: payments.outTradeNo,
  status: payments.status,
  amountFen: payments.amountFen,
  expiresAt: payments.expiresAt,
  settledAt: payments.settledAt,
  closedAt: payments.closedAt,
  channelTradeNo: payments.channelTradeNo,
  queries: payments.queries,
}

/** Every attempt at paying one order, oldest first. */
export async function listOrderAttempts(actor: Actor, orderId: string): Promise<AttemptRow[]> {
  return read(actor, (tx) =>
    tx
      .select(attemptColumns)
      .from(payments)
      .where(eq(payments.orderId, orderId))
      .orderBy(asc(payments.startedAt)),
  )
}

export type AccountAttemptRow = AttemptRow & { orderId: string; orderNumber: string; accountName: string }
export type ListFilter<Way extends Channel = Channel> = {
  channel?: Way | undefined
  search?: string | undefined
  cursor: Cursor | null
}
export type AttemptFilter = ListFilter & { status?: PaymentStatus | undefined }

export async function listAttempts(
  actor: StaffActor,
  filter: AttemptFilter,
): Promise<Page<AccountAttemptRow> & { count: number }> {
  return read(actor, async (tx) => {
    const where = and(
      filter.channel && eq(payments.channel, filter.channel),
      filter.status && eq(payments.status, filter.status),
      containing(filter.search, payments.outTradeNo, payments.channelTradeNo),
    )
    const { after, order } = keyset(filter.cursor, payments.startedAt, payments.id)
    const rows = await tx
      .select({
        ...attemptColumns,
        orderId: payments.orderId,
        orderNumber: orders.number,
        accountName: accounts.name,
      })
      .from(payments)
      .innerJoin(orders, eq(orders.id, payments.orderId))
      .innerJoin(accounts, eq(accounts.id, payments.accountId))
      .where(and(where, after))
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
    return { ...cutPage(rows, filter.cursor), count: await countUpTo(tx, payments, where) }
  })
}

const ACCOUNT_ATTEMPTS_SHOWN = 10

/** The attempts at paying the newest orders of one account, for staff; the others stand with their orders. */
export async function listAccountAttempts(
  actor: StaffActor,
  accountId: string,
): Promise<AccountAttemptRow[]> {
  return read(actor, (tx) =>
    tx
      .select({
        ...attemptColumns,
        orderId: payments.orderId,
        orderNumber: orders.number,
        accountName: accounts.name,
      })
      .from(orders)
      .innerJoin(payments, eq(payments.orderId, orders.id))
      .innerJoin(accounts, eq(accounts.id, orders.accountId))
      .where(eq(orders.accountId, accountId))
      .orderBy(desc(orders.placedAt), desc(orders.id), desc(payments.startedAt))
      .limit(ACCOUNT_ATTEMPTS_SHOWN),
  )
}

export type AttemptView = AccountAttemptRow & {
  accountId: string
  description: string
  device: 'desktop' | 'phone'
  gatewayClosedAt: Date | null
  nextQueryAt: Date | null
}

/** One attempt, for staff. Not found for what is none. */
export async function getAttempt(actor: StaffActor, id: string): Promise<AttemptView> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        ...attemptColumns,
        orderId: payments.orderId,
        orderNumber: orders.number,
        accountId: payments.accountId,
        accountName: accounts.name,
        description: payments.description,
        device: payments.device,
        gatewayClosedAt: payments.gatewayClosedAt,
        nextQueryAt: payments.nextQueryAt,
      })
      .from(payments)
      .innerJoin(orders, eq(orders.id, payments.orderId))
      .innerJoin(accounts, eq(accounts.id, payments.accountId))
      .where(eq(payments.id, id)),
  )
  if (!row) throw notFound()
  return row
}

/** Attempts whose gateway is to be asked now, longest waiting first. Database time: retries are no business fact. */
export async function listPaymentsToQuery(actor: Actor, limit: number): Promise<string[]> {
  const rows = await read(actor, (tx) =>
    tx
      .select({ id: payments.id })
      .from(payments)
      .where(lte(payments.nextQueryAt, sql`now()`))
      .orderBy(asc(payments.nextQueryAt))
      .limit(limit),
  )
  return rows.map((row) => row.id)
}

/** Notices stored but never applied: those due again, and those whose receiver has had a minute. */
export async function listUnappliedNotices(actor: Actor, limit: number): Promise<string[]> {
  const waited = sql`coalesce(${paymentNotices.nextApplyAt}, ${paymentNotices.receivedAt} + interval '1 minute') <= now()`
  const rows = await read(actor, (tx) =>
    tx
      .select({ id: paymentNotices.id })
      .from(paymentNotices)
      .where(and(isNull(paymentNotices.appliedAt), waited))
      .orderBy(asc(paymentNotices.receivedAt))
      .limit(limit),
  )
  return rows.map((row) => row.id)
}
