import 'server-only'
import { and, asc, desc, eq, isNull, type SQL } from 'drizzle-orm'
import { orders } from '@/db/schema/order'
import { noticeOutcomes, paymentNotices, payments } from '@/db/schema/payment'
import type { StaffActor } from '@/lib/auth/actor'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Page } from '@/lib/command/page'
import { read } from '@/lib/command/read'
import type { Money } from '@/lib/kernel/money'
import type { ListFilter } from './payment.queries'
import type { Gateway } from './payment.rules'

/** What became of a notice; `waiting` for one that is stored and not applied yet. */
export const noticeStates = ['waiting', ...noticeOutcomes] as const
export type NoticeState = (typeof noticeStates)[number]

export type NoticeRow = {
  id: string
  at: Date
  channel: Gateway
  source: 'notice' | 'query'
  kind: (typeof paymentNotices.$inferSelect)['kind']
  outTradeNo: string | null
  channelTradeNo: string | null
  amountFen: Money | null
  appliedAt: Date | null
  outcome: (typeof noticeOutcomes)[number] | null
  copies: number
  /** The attempt it names, if its number is one of ours. */
  paymentId: string | null
  orderId: string | null
  orderNumber: string | null
}

/** A number that was told to one gateway is nobody's at another one. */
const isNamed = and(
  eq(payments.outTradeNo, paymentNotices.outTradeNo),
  eq(payments.channel, paymentNotices.channel),
)

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
  paymentId: payments.id,
  orderId: payments.orderId,
  orderNumber: orders.number,
}

export type NoticeFilter = ListFilter<Gateway> & { state?: NoticeState | undefined }

function inState(state: NoticeState | undefined): SQL | undefined {
  if (state === 'waiting') return isNull(paymentNotices.appliedAt)
  return state && eq(paymentNotices.outcome, state)
}

/** What the gateways told, newest first. */
export async function listNotices(
  actor: StaffActor,
  filter: NoticeFilter,
): Promise<Page<NoticeRow> & { count: number }> {
  return read(actor, async (tx) => {
    const where = and(
      filter.channel && eq(paymentNotices.channel, filter.channel),
      inState(filter.state),
      containing(filter.search, paymentNotices.outTradeNo, paymentNotices.channelTradeNo),
    )
    const { after, order } = keyset(filter.cursor, paymentNotices.receivedAt, paymentNotices.id)
    const rows = await tx
      .select(noticeColumns)
      .from(paymentNotices)
      .leftJoin(payments, isNamed)
      .leftJoin(orders, eq(orders.id, payments.orderId))
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
      .innerJoin(payments, isNamed)
      .innerJoin(orders, eq(orders.id, payments.orderId))
      .where(eq(payments.orderId, orderId))
      .orderBy(asc(paymentNotices.receivedAt)),
  )
}

export type ToldNotice = NoticeRow & { noticeId: string; happenedAt: Date | null; payload: string }

/** Everything that was told of one attempt, with what was signed, newest first. */
export async function listAttemptNotices(actor: StaffActor, outTradeNo: string): Promise<ToldNotice[]> {
  return read(actor, (tx) =>
    tx
      .select({
        ...noticeColumns,
        noticeId: paymentNotices.noticeId,
        happenedAt: paymentNotices.happenedAt,
        payload: paymentNotices.payload,
      })
      .from(paymentNotices)
      .leftJoin(payments, isNamed)
      .leftJoin(orders, eq(orders.id, payments.orderId))
      .where(eq(paymentNotices.outTradeNo, outTradeNo))
      .orderBy(desc(paymentNotices.receivedAt)),
  )
}
