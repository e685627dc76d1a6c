import 'server-only'
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'

/** Sixty-four zero digits stand before the first block. */
export const FIRST_ROOT = Buffer.alloc(32)

export type Block = { rows: number; root: Buffer }

const CHUNK = 5_000

/**
 * The hash over the audit rows of the transactions in [from, below), each row as the database writes it out, chained
 * to the root before. Read in chunks, so that a long history needs no memory.
 */
export async function hashBlock(tx: Tx, from: string, below: string, previousRoot: Buffer): Promise<Block> {
  const hash = createHash('sha256').update(previousRoot)
  let rows = 0
  let after = { transaction: from, id: '0' }
  for (;;) {
    const chunk = (await tx.execute(sql`
      select transaction_id::text as transaction, id::text, to_jsonb(a)::text as line from audit_log a
      where transaction_id >= ${from}::xid8 and transaction_id < ${below}::xid8
        and (transaction_id, id) > (${after.transaction}::xid8, ${after.id}::bigint)
      order by transaction_id, id limit ${CHUNK}`)) as unknown as {
      transaction: string
      id: string
      line: string
    }[]
    for (const row of chunk) hash.update(row.line).update('\n')
    rows += chunk.length
    const last = chunk.at(-1)
    if (!last || chunk.length < CHUNK) return { rows, root: hash.digest() }
    after = { transaction: last.transaction, id: last.id }
  }
}
