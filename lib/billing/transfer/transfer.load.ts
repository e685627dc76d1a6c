import 'server-only'
import { and, eq, gte, inArray, lt, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { bankEntries, transfers } from '@/db/schema/transfer'
import { addDays, dayOf, startOfDay } from '@/lib/kernel/calendar'
import { fen, type Money } from '@/lib/kernel/money'

export type Transfer = typeof transfers.$inferSelect

/** Which order a transfer is for, to be locked before it; null for any other id. */
export async function findOrderOf(tx: Tx, transferId: string): Promise<string | null> {
  const [row] = await tx
    .select({ orderId: transfers.orderId })
    .from(transfers)
    .where(eq(transfers.id, transferId))
  return row?.orderId ?? null
}

/** Locks a transfer for the rest of the transaction. Its order is locked before it. */
export async function lockTransfer(tx: Tx, transferId: string): Promise<Transfer | null> {
  const [row] = await tx.select().from(transfers).where(eq(transfers.id, transferId)).for('no key update')
  return row ?? null
}

export async function findTransfer(tx: Tx, transferId: string): Promise<Transfer | null> {
  const [row] = await tx.select().from(transfers).where(eq(transfers.id, transferId))
  return row ?? null
}

/**
 * What an account's other transfers confirmed on this business day come to, for a decision: whoever asks waits for all
 * who have asked before about the same account, so that two confirmations at once cannot both stay below a threshold.
 */
export async function sumConfirmedToday(tx: Tx, transfer: Transfer, now: Date): Promise<Money> {
  const key = `transfers of a day: ${transfer.accountId}`
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
  return loadConfirmedToday(tx, transfer, now)
}

/** The same for a page, which waits for nobody. */
export async function loadConfirmedToday(
  tx: Tx,
  transfer: Pick<Transfer, 'id' | 'accountId'>,
  now: Date,
): Promise<Money> {
  const today = dayOf(now)
  const [row] = await tx
    .select({ total: sql<string>`coalesce(sum(${transfers.receivedFen}), 0)` })
    .from(transfers)
    .where(
      and(
        eq(transfers.accountId, transfer.accountId),
        ne(transfers.id, transfer.id),
        inArray(transfers.status, ['checking', 'confirmed']),
        gte(transfers.confirmedAt, startOfDay(today)),
        lt(transfers.confirmedAt, startOfDay(addDays(today, 1))),
      ),
    )
  return fen(row?.total ?? '0')
}

/** Whether the bank's number for a payment on our account was confirmed before. */
export async function isBankRefKnown(tx: Tx, ownAccount: string, bankRef: string): Promise<boolean> {
  const rows = await tx
    .select({ id: bankEntries.id })
    .from(bankEntries)
    .where(and(eq(bankEntries.ownAccount, ownAccount), eq(bankEntries.bankRef, bankRef)))
    .limit(1)
  return rows.length > 0
}
