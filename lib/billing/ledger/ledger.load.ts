import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { fen, ZERO, type Money } from '@/lib/kernel/money'
import type { Prepaid } from './ledger.rules'

/**
 * What an account has of prepaid money, in cash or on one card, locked until the end of the transaction. Comes as late
 * as posting does, since every payment of the account waits for the lock.
 */
export async function lockPrepaid(tx: Tx, accountId: string, prepaid: Prepaid): Promise<Money> {
  const cardId = prepaid.ledger === 'card' ? prepaid.cardId : null
  const [row] = await tx.execute(
    sql`select lock_balance(${accountId}::uuid, ${prepaid.ledger}, ${cardId}::uuid)::text as balance`,
  )
  const balance = row?.['balance']
  return typeof balance === 'string' ? fen(balance) : ZERO
}
