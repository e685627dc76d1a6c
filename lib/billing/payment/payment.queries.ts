import 'server-only'
import { and, asc, eq, type SQL } from 'drizzle-orm'
import { accounts } from '@/db/schema/account'
import { orders } from '@/db/schema/order'
import { paymentNotices, payments, suspense } from '@/db/schema/payment'
import type { MemberActor, StaffActor, Actor } from '@/lib/auth/actor'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Cursor, type Page } from '@/lib/command/page'
import { read } from '@/lib/command/read'
import type { Money } from '@/lib/kernel/money'
import type { Channel, PaymentStatus, SuspenseReason } from './payment.rules'

export type OpenPayment = {
  id: string
  channel: Channel
  outTradeNo: string
  payUrl: string | null
  startedAt: Date
  expiresAt: Date
}

/** The attempt of an order that can still be paid, or null. */
export async function findOpenPayment(actor: MemberActor, orderId: string): Promise<OpenPayment | null> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        id: payments.id,
        channel: payments.channel,
        outTradeNo: payments.outTradeNo,
        payUrl: payments.payUrl,
        startedAt: payments.startedAt,
        expiresAt: payments.expiresAt,
      })
      .from(payments)
      .where(and(eq(payments.orderId, orderId), eq(payments.status, 'open'))),
  )
  return row ?? null
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
    tx.select(attemptColumns).from(payments).where(eq(payments.orderId, orderId)).orderBy(asc(payments.startedAt)),
  )
}

export type AccountAttemptRow = AttemptRow & { orderId: string; orderNumber: string; accountName: string }
type ListFilter = { channel?: Channel | undefined; search?: string | undefined; cursor: Cursor | null }
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

export type NoticeRow = {
  id: string
  at: Date
  channel: Channel
  source: 'notice' | 'query'
  kind: string
  outTradeNo: string | null
  channelTradeNo: string | null
  amountFen: Money | null
  appliedAt: Date | null
  outcome: string | null
  copies: number
}

const noticeColumns = {
  id: paymentNotices.id,
  at: paymentNotices.receivedAt,
  channel: paymentNotices.channel,
  source: paymentNotices.source,
  kind: paymentNotices.kind,
  outTradeNo: paymentNotices.outTradeNo,
  channelTradeNo: paymentNotices.channelTradeNo,
  amountFen: paymentNotices.amountFen,
  appliedAt: paymentNotices.appliedAt,
  outcome: paymentNotices.outcome,
  copies: paymentNotices.copies,
}

export async function listNotices(
  actor: StaffActor,
  filter: ListFilter,
): Promise<Page<NoticeRow> & { count: number }> {
  return read(actor, async (tx) => {
    const where = and(
      filter.channel && eq(paymentNotices.channel, filter.channel),
      containing(filter.search, paymentNotices.outTradeNo, paymentNotices.channelTradeNo),
    )
    const { after, order } = keyset(filter.cursor, paymentNotices.receivedAt, paymentNotices.id)
    const rows = await tx
      .select(noticeColumns)
      .from(paymentNotices)
      .where(and(where, after))
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
    return { ...cutPage(rows, filter.cursor), count: await countUpTo(tx, paymentNotices, where) }
  })
}

/** The notices that named an order's attempts, oldest first. */
export async function listOrderNotices(actor: StaffActor, orderId: string): Promise<NoticeRow[]> {
  return read(actor, (tx) =>
    tx
      .select(noticeColumns)
      .from(paymentNotices)
      .innerJoin(payments, eq(payments.outTradeNo, paymentNotices.outTradeNo))
      .where(eq(payments.orderId, orderId))
      .orderBy(asc(paymentNotices.receivedAt)),
  )
}

export type SuspenseRow = {
  id: string
  at: Date
  channel: Channel
  reason: SuspenseReason
  outTradeNo: string
  channelTradeNo: string | null
  amountFen: Money
  expectedFen: Money | null
  orderId: string | null
  orderNumber: string | null
  accountName: string | null
}

export async function listSuspense(
  actor: StaffActor,
  filter: ListFilter,
): Promise<Page<SuspenseRow> & { count: number }> {
  return read(actor, async (tx) => {
    const where: SQL | undefined = and(
      filter.channel && eq(suspense.channel, filter.channel),
      containing(filter.search, suspense.outTradeNo, suspense.channelTradeNo),
    )
    const { after, order } = keyset(filter.cursor, suspense.occurredAt, suspense.id)
    const rows = await tx
      .select({
        id: suspense.id,
        at: suspense.occurredAt,
        channel: suspense.channel,
        reason: suspense.reason,
        outTradeNo: suspense.outTradeNo,
        channelTradeNo: suspense.channelTradeNo,
        amountFen: suspense.amountFen,
        expectedFen: suspense.expectedFen,
        orderId: suspense.orderId,
        orderNumber: orders.number,
        accountName: accounts.name,
      })
      .from(suspense)
      .leftJoin(orders, eq(orders.id, suspense.orderId))
      .leftJoin(accounts, eq(accounts.id, suspense.accountId))
      .where(and(where, after))
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
    return { ...cutPage(rows, filter.cursor), count: await countUpTo(tx, suspense, where) }
  })
}
