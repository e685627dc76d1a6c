import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor, StaffActor } from '@/lib/auth/actor'
import type { RefusalCode } from '@/lib/kernel/refusal'
import { inTransaction } from './enter'

/** What an audit row says of one write: the thing it was about, its account, and figures. Never a secret. */
export type AuditEntry = {
  subject?: string | null
  account?: string | null
  detail?: Readonly<Record<string, string | number | boolean | null>>
}

export async function writeAudit(
  tx: Tx,
  actor: Actor,
  name: string,
  now: Date,
  entry: AuditEntry,
  refusal?: string,
): Promise<void> {
  const userId = actor.kind === 'member' || actor.kind === 'staff' ? actor.userId : null
  const accountId = entry.account ?? (actor.kind === 'member' ? actor.accountId : null)
  await tx.execute(sql`
    insert into audit_log (command, actor_kind, user_id, account_id, subject_id, refusal, detail, at)
    values (${name}, ${actor.kind}, ${userId}, ${accountId}, ${entry.subject ?? null}, ${refusal ?? null},
      ${JSON.stringify(entry.detail ?? {})}::jsonb, ${now.toISOString()})`)
}

/** What was refused to staff is itself worth knowing; its own transaction survives the one rolled back. */
export async function writeRefusal(actor: StaffActor, name: string, code: RefusalCode): Promise<void> {
  await inTransaction(actor, 'read write', (tx, now) => writeAudit(tx, actor, name, now, {}, code))
}
