import 'server-only'
import { asc } from 'drizzle-orm'
import { auditSeals } from '@/db/schema/command'
import { SYSTEM } from '@/lib/auth/actor'
import { FIRST_ROOT, hashBlock } from './audit-block'
import { read } from './read'

export type AuditDifference = { what: string; id: string; expected: string; found: string }

/** Computes every block of the audit chain anew and names those that are no longer what was sealed. */
export async function verifyAudit(): Promise<{ checked: number; differences: AuditDifference[] }> {
  return read(SYSTEM, async (tx) => {
    const differences: AuditDifference[] = []
    let from = '0'
    let previousRoot: Buffer = FIRST_ROOT
    const seals = await tx.select().from(auditSeals).orderBy(asc(auditSeals.number))
    for (const [position, seal] of seals.entries()) {
      const id = String(seal.number)
      if (seal.number !== position + 1)
        differences.push({
          what: 'seals are numbered without a gap',
          id,
          expected: String(position + 1),
          found: id,
        })
      if (!seal.previousRoot.equals(previousRoot))
        differences.push({
          what: 'seal is chained',
          id,
          expected: hex(previousRoot),
          found: hex(seal.previousRoot),
        })
      const block = await hashBlock(tx, from, seal.horizon, seal.previousRoot)
      if (block.rows !== seal.rows)
        differences.push({
          what: 'rows in the block',
          id,
          expected: String(seal.rows),
          found: String(block.rows),
        })
      else if (!block.root.equals(seal.root))
        differences.push({ what: 'root of the block', id, expected: hex(seal.root), found: hex(block.root) })
      from = seal.horizon
      previousRoot = seal.root
    }
    return { checked: seals.length, differences }
  })
}

const hex = (bytes: Buffer) => bytes.toString('hex')
