import 'server-only'
import { and, desc, eq, gte, lt, sql, type SQL } from 'drizzle-orm'
import { ledgerAccounts, ledgerTransactions, type fundKinds } from '@/db/schema/ledger'
import type { Actor, MemberActor, StaffActor } from '@/lib/auth/actor'
import { containing, countUpTo, keyset } from '@/lib/command/keyset'
import { cutPage, PAGE_SIZE, type Cursor, type Page } from '@/lib/command/page'
import { read, readAtOnce } from '@/lib/command/read'
import { fen, ZERO, type Money } from '@/lib/kernel/money'
import { boundsOf, type Period } from '@/lib/kernel/period'

export type FundKind = (typeof fundKinds)[number]

export type FundRow = {
  id: string
  at: Date
  number: string
  kind: FundKind
  amountFen: Money
  balanceAfterFen: Money | null
  channel: string | null
  orderId: string | null
  orderNumber: string | null
  remarkEn: string
  remarkZh: string
}

export type FundFilter = {
  kind?: FundKind | undefined
  channel?: string | undefined
  period?: Period | undefined
  search?: string | undefined
  cursor: Cursor | null
}

const columns = {
  id: ledgerTransactions.id,
  at: ledgerTransactions.occurredAt,
  number: ledgerTransactions.number,
  kind: ledgerTransactions.kind,
  amountFen: ledgerTransactions.amountFen,
  balanceAfterFen: ledgerTransactions.balanceAfterFen,
  channel: ledgerTransactions.channel,
  orderId: ledgerTransactions.orderId,
  orderNumber: ledgerTransactions.orderNumber,
  remarkEn: ledgerTransactions.remarkEn,
  remarkZh: ledgerTransactions.remarkZh,
}

/** What a filter of the list finds, wherever it begins. */
export function matchingFunds(accountId: string, filter: Omit<FundFilter, 'cursor'>): SQL | undefined {
  const bounds = filter.period && boundsOf(filter.period)
  const t = ledgerTransactions
  return and(
    eq(t.accountId, accountId),
    filter.kind && eq(t.kind, filter.kind),
    filter.channel ? eq(t.channel, filter.channel) : undefined,
    bounds && gte(t.occurredAt, bounds.start),
    bounds && lt(t.occurredAt, bounds.end),
    containing(filter.search, t.number, t.orderNumber, t.remarkEn, t.remarkZh),
  )
}

/** The fund transactions of the actor's account, newest first. */
export async function listFundTransactions(
  actor: MemberActor,
  filter: FundFilter,
): Promise<Page<FundRow> & { count: number }> {
  return pageOfFunds(actor, actor.accountId, filter, PAGE_SIZE)
}

/** A page of one account's fund transactions. */
export async function pageOfFunds(
  actor: MemberActor | StaffActor,
  accountId: string,
  filter: FundFilter,
  size: number,
): Promise<Page<FundRow> & { count: number }> {
  const where = matchingFunds(accountId, filter)
  const { after, order } = keyset(filter.cursor, ledgerTransactions.occurredAt, ledgerTransactions.id)
  const [rows, count] = await readAtOnce(actor, (tx) => [
    tx
      .select(columns)
      .from(ledgerTransactions)
      .where(and(where, after))
      .orderBy(...order)
      .limit(size + 1)
      .execute(),
    countUpTo(tx, ledgerTransactions, where),
  ])
  return { ...cutPage(rows, filter.cursor, size), count }
}

/** What happened to money for one order, newest first; suspended money too, which no customer sees. */
export async function listOrderFunds(actor: StaffActor, orderId: string): Promise<FundRow[]> {
  return read(actor, (tx) =>
    tx
      .select(columns)
      .from(ledgerTransactions)
      .where(eq(ledgerTransactions.orderId, orderId))
      .orderBy(desc(ledgerTransactions.occurredAt), desc(ledgerTransactions.id)),
  )
}

/** Cash, gift balance, and what is left on all cards together. */
export type Balances = { cashFen: Money; giftFen: Money; cardsFen: Money }

export async function getBalances(actor: MemberActor): Promise<Balances> {
  const { cashFen, giftFen, cardsFen } = await sumBalances(actor, actor.accountId)
  return { cashFen, giftFen, cardsFen }
}

/** What an account has on each of its ledgers, and what it owes. */
export async function sumBalances(
  actor: MemberActor | StaffActor,
  accountId: string,
): Promise<Balances & { receivableFen: Money }> {
  const rows = await read(actor, (tx) =>
    tx
      .select({
        ledger: ledgerAccounts.ledger,
        balanceFen: sql<string>`sum(${ledgerAccounts.balanceFen})::text`,
      })
      .from(ledgerAccounts)
      .where(eq(ledgerAccounts.accountId, accountId))
      .groupBy(ledgerAccounts.ledger),
  )
  const of = (ledger: string) => fen(rows.find((row) => row.ledger === ledger)?.balanceFen ?? 0n)
  return { cashFen: of('cash'), giftFen: of('gift'), cardsFen: of('card'), receivableFen: of('receivable') }
}

/** What an account has in its cash balance, for staff who are to give some of it back. */
export async function getCashBalance(actor: StaffActor, accountId: string): Promise<Money> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({ balanceFen: ledgerAccounts.balanceFen })
      .from(ledgerAccounts)
      .where(and(eq(ledgerAccounts.accountId, accountId), eq(ledgerAccounts.ledger, 'cash'))),
  )
  return row?.balanceFen ?? ZERO
}

export type MonthlySpend = { period: Period; productCode: string; amountFen: Money }

/** What the account paid for each product in each business month from `from` on. */
export async function sumSpendByMonth(actor: MemberActor, from: Period): Promise<MonthlySpend[]> {
  const month = sql<Period>`to_char(${ledgerTransactions.occurredAt} at time zone 'Asia/Shanghai', 'YYYY-MM')`
  const rows = await read(actor, (tx) =>
    tx
      .select({
        period: month,
        productCode: sql<string>`${ledgerTransactions.productCode}`,
        amountFen: sql<string>`sum(${ledgerTransactions.amountFen})`,
      })
      .from(ledgerTransactions)
      .where(
        and(
          eq(ledgerTransactions.accountId, actor.accountId),
          eq(ledgerTransactions.kind, 'payment'),
          gte(ledgerTransactions.occurredAt, boundsOf(from).start),
          sql`${ledgerTransactions.productCode} is not null`,
        ),
      )
      .groupBy(month, ledgerTransactions.productCode)
      .orderBy(month),
  )
  return rows.map((row) => ({ ...row, amountFen: fen(row.amountFen) }))
}

export type BookDifference = { what: string; id: string; expected: string; found: string }

/** What does not add up within the ledger: entries that do not sum to zero, balances that are not their entries. */
export async function findLedgerDifferences(
  actor: Actor,
): Promise<{ checked: number; differences: BookDifference[] }> {
  return read(actor, async (tx) => {
    const found = await tx.execute(sql`
      select 'ledger transaction has entries that sum to zero' as what, t.id, '0' as expected,
        coalesce(sum(e.amount_fen)::text, 'no entries') as found
      from ledger_transactions t left join ledger_entries e on e.transaction_id = t.id
      group by t.id having sum(e.amount_fen) is distinct from 0
      union all
      select 'balance equals its entries', l.id, coalesce(s.total, 0)::text, l.balance_fen::text
      from ledger_accounts l
      left join (
        select ledger_account_id, sum(case when ledger = 'receivable' then -amount_fen else amount_fen end) as total
        from ledger_entries where ledger_account_id is not null group by 1
      ) s on s.ledger_account_id = l.id
      where l.balance_fen <> coalesce(s.total, 0)`)
    const [count] = await tx.select({ count: sql<number>`count(*)::int` }).from(ledgerTransactions)
    return { checked: count?.count ?? 0, differences: [...found] as unknown as BookDifference[] }
  })
}
