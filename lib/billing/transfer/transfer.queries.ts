import 'server-only'
import { and, asc, desc, eq, inArray, lt, notExists, or, sql, type SQL } from 'drizzle-orm'
import { accounts } from '@/db/schema/account'
import { authentications } from '@/db/schema/authentication'
import { files } from '@/db/schema/file'
import { orders } from '@/db/schema/order'
import { payments } from '@/db/schema/payment'
import { transfers } from '@/db/schema/transfer'
import type { Actor, StaffActor, SystemActor } from '@/lib/auth/actor'
import { foldRemark } from '@/lib/billing/payment/remark-code.rules'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Cursor, type Page } from '@/lib/command/page'
import { read } from '@/lib/command/read'
import { add, fen, negate, ZERO, type Money } from '@/lib/kernel/money'
import type { TransferOutcome, TransferStatus } from './transfer.rules'

export type TransferRow = {
  id: string
  orderId: string
  orderNumber: string
  accountName: string
  status: TransferStatus
  outcome: TransferOutcome | null
  claimedFen: Money
  receivedFen: Money | null
  submittedAt: Date
  dueAt: Date
  decidedAt: Date | null
}

const columns = {
  id: transfers.id,
  orderId: transfers.orderId,
  orderNumber: orders.number,
  accountName: accounts.name,
  status: transfers.status,
  outcome: transfers.outcome,
  claimedFen: transfers.claimedFen,
  receivedFen: transfers.receivedFen,
  submittedAt: transfers.submittedAt,
  dueAt: transfers.dueAt,
  decidedAt: transfers.decidedAt,
}

/** Half a code: less would be found in every other one. */
const SHORTEST_REMARK = 4

const open = inArray(transfers.status, ['awaiting', 'checking'])
const decided = inArray(transfers.status, ['confirmed', 'rejected'])

/** By order, account, remittance remark or the bank's number; the remark in whatever way it was written. */
function searched(search: string | undefined): SQL | undefined {
  const remark = foldRemark(search ?? '')
  const named = containing(search, accounts.name)
  const numbered = containing(search, orders.number)
  const coded = remark.length >= SHORTEST_REMARK ? containing(remark, payments.outTradeNo) : undefined
  return or(
    containing(search, transfers.bankRef),
    named && sql`${transfers.accountId} in (select id from accounts where ${named})`,
    numbered && sql`${transfers.orderId} in (select id from orders where ${numbered})`,
    coded && sql`${transfers.paymentId} in (select id from payments where ${coded})`,
  )
}

/** A queue is worked off: nobody looks further ahead than this. */
const QUEUE_LENGTH = 200

/** What finance has to look into, the most urgent first. */
export async function listTransferQueue(
  actor: StaffActor,
  search?: string,
): Promise<{ rows: TransferRow[]; now: Date }> {
  return read(actor, async (tx, now) => {
    const rows = await tx
      .select(columns)
      .from(transfers)
      .innerJoin(orders, eq(orders.id, transfers.orderId))
      .innerJoin(accounts, eq(accounts.id, transfers.accountId))
      .where(and(open, searched(search)))
      .orderBy(asc(transfers.dueAt), asc(transfers.id))
      .limit(QUEUE_LENGTH)
    return { rows, now }
  })
}

/** What was decided, the latest first. */
export async function listDecidedTransfers(
  actor: StaffActor,
  filter: { search?: string | undefined; cursor: Cursor | null },
): Promise<Page<TransferRow & { at: Date }> & { count: number }> {
  return read(actor, async (tx) => {
    const where = and(decided, searched(filter.search))
    const { after, order } = keyset(filter.cursor, transfers.decidedAt, transfers.id)
    const rows = await tx
      .select(columns)
      .from(transfers)
      .innerJoin(orders, eq(orders.id, transfers.orderId))
      .innerJoin(accounts, eq(accounts.id, transfers.accountId))
      .where(and(where, after))
      .orderBy(...order)
      .limit(PAGE_SIZE + 1)
    const dated = rows.map((row) => ({ ...row, at: row.decidedAt ?? row.submittedAt }))
    return { ...cutPage(dated, filter.cursor), count: await countUpTo(tx, transfers, where) }
  })
}

/** How many transfers wait for finance, and how many of them too long. */
export async function countOpenTransfers(actor: StaffActor): Promise<{ count: number; overdue: number }> {
  return read(actor, async (tx, now) => {
    const [row] = await tx
      .select({
        count: sql<number>`count(*)::int`,
        overdue: sql<number>`count(*) filter (where ${transfers.dueAt} < ${now.toISOString()}::timestamptz)::int`,
      })
      .from(transfers)
      .where(open)
    return row ?? { count: 0, overdue: 0 }
  })
}

const ACCOUNT_TRANSFERS_SHOWN = 20

/** The transfers of one account, the latest first. */
export async function listAccountTransfers(actor: StaffActor, accountId: string): Promise<TransferRow[]> {
  return read(actor, (tx) =>
    tx
      .select(columns)
      .from(transfers)
      .innerJoin(orders, eq(orders.id, transfers.orderId))
      .innerJoin(accounts, eq(accounts.id, transfers.accountId))
      .where(eq(transfers.accountId, accountId))
      .orderBy(desc(transfers.submittedAt), desc(transfers.id))
      .limit(ACCOUNT_TRANSFERS_SHOWN),
  )
}

export type OrderTransfer = {
  id: string
  status: TransferStatus
  outcome: TransferOutcome | null
  claimedFen: Money
  receivedFen: Money | null
  submittedAt: Date
  dueAt: Date
  decidedAt: Date | null
  rejectReason: string | null
  voucher: { id: string; name: string; type: string; size: number }
}

/** The transfers that were submitted for an order, the latest first; what finance noted of them is not among it. */
export async function listOrderTransfers(actor: Actor, orderId: string): Promise<OrderTransfer[]> {
  return read(actor, (tx) =>
    tx
      .select({
        id: transfers.id,
        status: transfers.status,
        outcome: transfers.outcome,
        claimedFen: transfers.claimedFen,
        receivedFen: transfers.receivedFen,
        submittedAt: transfers.submittedAt,
        dueAt: transfers.dueAt,
        decidedAt: transfers.decidedAt,
        rejectReason: transfers.rejectReason,
        voucher: { id: files.id, name: files.name, type: files.type, size: files.size },
      })
      .from(transfers)
      .innerJoin(files, eq(files.id, transfers.voucherId))
      .where(eq(transfers.orderId, orderId))
      .orderBy(desc(transfers.submittedAt), desc(transfers.id)),
  )
}

export type TransferFacts = {
  orderId: string
  remark: string
  rejectReason: string | null
  receivedFen: Money | null
  /** What came beyond what was due. */
  excessFen: Money
}

/** What the mails about a transfer tell. */
export async function findTransferFacts(actor: SystemActor, id: string): Promise<TransferFacts | null> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        orderId: transfers.orderId,
        remark: payments.outTradeNo,
        rejectReason: transfers.rejectReason,
        receivedFen: transfers.receivedFen,
        claimedFen: transfers.claimedFen,
        outcome: transfers.outcome,
      })
      .from(transfers)
      .innerJoin(payments, eq(payments.id, transfers.paymentId))
      .where(eq(transfers.id, id)),
  )
  if (!row) return null
  const { claimedFen, outcome, ...facts } = row
  const received = row.receivedFen ?? ZERO
  const excess = { paid: 0n, part: 0n, double: received, over: add(received, negate(claimedFen)) }
  return { ...facts, excessFen: fen(outcome ? excess[outcome] : 0n) }
}

/** Uploads of another day that no transfer and no authentication refers to. Database time: an upload is no business fact. */
export async function listOrphanVouchers(
  actor: SystemActor,
  hours: number,
  limit: number,
): Promise<string[]> {
  const rows = await read(actor, (tx) =>
    tx
      .select({ id: files.id })
      .from(files)
      .where(
        and(
          eq(files.purpose, 'voucher'),
          lt(files.uploadedAt, sql`now() - ${hours} * interval '1 hour'`),
          notExists(
            tx
              .select({ one: sql`1` })
              .from(transfers)
              .where(eq(transfers.voucherId, files.id)),
          ),
          notExists(
            tx
              .select({ one: sql`1` })
              .from(authentications)
              .where(eq(authentications.licenceId, files.id)),
          ),
        ),
      )
      .limit(limit),
  )
  return rows.map((row) => row.id)
}
