import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { accounts } from '@/db/schema/account'
import { orders } from '@/db/schema/order'
import { suspense } from '@/db/schema/payment'
import type { StaffActor } from '@/lib/auth/actor'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Page } from '@/lib/command/page'
import { read } from '@/lib/command/read'
import type { Money } from '@/lib/kernel/money'
import type { ListFilter } from './payment.queries'
import type { Gateway, SuspenseReason } from './payment.rules'

export type SuspenseRow = {
  id: string
  at: Date
  channel: Gateway
  reason: SuspenseReason
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
  outTradeNo: suspense.outTradeNo,
  channelTradeNo: suspense.channelTradeNo,
  amountFen: suspense.amountFen,
  expectedFen: suspense.expectedFen,
  orderId: suspense.orderId,
  orderNumber: orders.number,
  accountName: accounts.name,
}

export type SuspenseFilter = ListFilter<Gateway> & { reason?: SuspenseReason | undefined }

/** Money that belongs nowhere yet, newest first. */
export async function listSuspense(
  actor: StaffActor,
  filter: SuspenseFilter,
): Promise<Page<SuspenseRow> & { count: number }> {
  return read(actor, async (tx) => {
    const where = and(
      filter.channel && eq(suspense.channel, filter.channel),
      filter.reason && eq(suspense.reason, filter.reason),
      containing(filter.search, suspense.outTradeNo, suspense.channelTradeNo),
    )
    const { after, order } = keyset(filter.cursor, suspense.occurredAt, suspense.id)
    const rows = await tx
      .select(columns)
      .from(suspense)
      .leftJoin(orders, eq(orders.id, suspense.orderId))
      .leftJoin(accounts, eq(accounts.id, suspense.accountId))
      .where(and(where, after))
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
    return { ...cutPage(rows, filter.cursor), count: await countUpTo(tx, suspense, where) }
  })
}

/** The suspense that one order's payments led to, newest first. */
export async function listOrderSuspense(actor: StaffActor, orderId: string): Promise<SuspenseRow[]> {
  return read(actor, (tx) =>
    tx
      .select(columns)
      .from(suspense)
      .leftJoin(orders, eq(orders.id, suspense.orderId))
      .leftJoin(accounts, eq(accounts.id, suspense.accountId))
      .where(eq(suspense.orderId, orderId))
      .orderBy(desc(suspense.occurredAt)),
  )
}
