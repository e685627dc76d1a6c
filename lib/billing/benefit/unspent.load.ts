import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'

/** What is left on the card that an order bought; nothing where it bought none. */
export async function findUnspent(tx: Tx, orderId: string): Promise<bigint> {
  const [row] = await tx.execute(sql`
    select l.balance_fen::text as balance from cards c join ledger_accounts l on l.card_id = c.id where c.order_id = ${orderId}`)
  const balance = row?.['balance']
  return typeof balance === 'string' ? BigInt(balance) : 0n
}
