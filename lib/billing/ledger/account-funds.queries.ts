import 'server-only'
import { asc, eq } from 'drizzle-orm'
import { ledgerEntries, ledgerTransactions } from '@/db/schema/ledger'
import type { StaffActor } from '@/lib/auth/actor'
import type { Page, Cursor } from '@/lib/command/page'
import { read } from '@/lib/command/read'
import type { Money } from '@/lib/kernel/money'
import { pageOfFunds, sumBalances, type Balances, type FundRow } from './ledger.queries'

/** The fund transactions of one account, newest first, for staff. */
export async function listAccountFunds(
  actor: StaffActor,
  accountId: string,
  cursor: Cursor | null,
  size: number,
): Promise<Page<FundRow>> {
  return pageOfFunds(actor, accountId, { cursor }, size)
}

export type AccountBalances = Balances & { receivableFen: Money }

/** What an account has, and what it owes, for staff. */
export async function getAccountBalances(actor: StaffActor, accountId: string): Promise<AccountBalances> {
  return sumBalances(actor, accountId)
}

/** One side of a posted transaction: credit positive. */
export type PostedEntry = { ledger: string; amountFen: Money }

/** The entries of every ledger transaction of one order, by transaction. */
export async function listOrderEntries(
  actor: StaffActor,
  orderId: string,
): Promise<ReadonlyMap<string, readonly PostedEntry[]>> {
  const rows = await read(actor, (tx) =>
    tx
      .select({
        transactionId: ledgerEntries.transactionId,
        ledger: ledgerEntries.ledger,
        amountFen: ledgerEntries.amountFen,
      })
      .from(ledgerEntries)
      .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
      .where(eq(ledgerTransactions.orderId, orderId))
      .orderBy(asc(ledgerEntries.id)),
  )
  return Map.groupBy(rows, (row) => row.transactionId)
}
