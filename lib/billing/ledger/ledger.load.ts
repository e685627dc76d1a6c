import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { fen, ZERO, type Money } from '@/lib/kernel/money'
import type { Prepaid } from './ledger.rules'

/**
 * What an account has on a ledger of its own, locked until the end of the transaction. Comes as late as posting does,
 * since every payment of the account waits for the lock.
 */
export async function lockBalance(
  tx: Tx,
  accountId: string,
  ledger: 'cash' | 'gift' | 'receivable',
): Promise<Money> {
  return lockOne(tx, accountId, ledger, null)
}

/** The same of prepaid money: the cash balance, or what is on one card. */
export async function lockPrepaid(tx: Tx, accountId: string, prepaid: Prepaid): Promise<Money> {
  return lockOne(tx, accountId, prepaid.ledger, prepaid.ledger === 'card' ? prepaid.cardId : null)
}

async function lockOne(tx: Tx, accountId: string, ledger: string, cardId: string | null): Promise<Money> {
  const [row] = await tx.execute(
    sql`select lock_balance(${accountId}::uuid, ${ledger}, ${cardId}::uuid)::text as balance`,
  )
  const balance = row?.['balance']
  return typeof balance === 'string' ? fen(balance) : ZERO
}
