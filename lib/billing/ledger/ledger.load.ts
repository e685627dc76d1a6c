import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { fen, ZERO, type Money } from '@/lib/kernel/money'

/**
 * What an account has on a ledger of its own, locked until the end of the transaction. Comes as late as posting does,
 * since every payment of the account waits for the lock.
 */
export async function lockBalance(
  tx: Tx,
  accountId: string,
  ledger: 'cash' | 'gift' | 'receivable',
): Promise<Money> {
  const [row] = await tx.execute(sql`select lock_balance(${accountId}::uuid, ${ledger})::text as balance`)
  const balance = row?.['balance']
  return typeof balance === 'string' ? fen(balance) : ZERO
}
