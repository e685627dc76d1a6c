import 'server-only'
import { desc, sql } from 'drizzle-orm'
import * as z from 'zod/mini'
import { auditSeals } from '@/db/schema/command'
import { FIRST_ROOT, hashBlock } from './audit-block'
import { log } from '@/lib/web/log'
import { inTransaction } from './enter'
import { SYSTEM } from '@/lib/auth/actor'

/** Two sealers at once would chain to the same block; the second waits here and then finds nothing to do. */
const LOCK = 8_112_027

/**
 * Seals the audit rows of all finished transactions into the next block of the chain. Not a command: an audit row
 * about sealing would itself be waiting to be sealed, for ever. Returns null when there is nothing new.
 */
export async function sealAudit(): Promise<Seal | null> {
  const seal = await sealNextBlock()
  // The root stands outside the database too, so that even its owner cannot rewrite the chain unnoticed.
  if (seal) log.info(seal, 'audit sealed')
  return seal
}

type Seal = { number: number; rows: number; root: string }

function sealNextBlock(): Promise<Seal | null> {
  return inTransaction(SYSTEM, 'read write', async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
    const [last] = await tx.select().from(auditSeals).orderBy(desc(auditSeals.number)).limit(1)
    const [head] = await tx.execute(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`)
    const horizon = z.parse(z.object({ horizon: z.string() }), head).horizon
    const previousRoot = last?.root ?? FIRST_ROOT
    const block = await hashBlock(tx, last?.horizon ?? '0', horizon, previousRoot)
    if (block.rows === 0) return null
    const number = (last?.number ?? 0) + 1
    await tx.insert(auditSeals).values({ number, horizon, rows: block.rows, previousRoot, root: block.root })
    return { number, rows: block.rows, root: block.root.toString('hex') }
  })
}
