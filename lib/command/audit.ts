import 'server-only'
import type { Statement } from '@/db/client'
import type { Actor, StaffActor } from '@/lib/auth/actor'
import type { RefusalCode } from '@/lib/kernel/refusal'
import { inTransaction } from './enter'

/** What an audit row says of one write: the thing it was about, its account, and figures. Never a secret. */
export type AuditEntry = {
  subject?: string | null
  account?: string | null
  detail?: Readonly<Record<string, string | number | boolean | null>>
}

const INSERT = `insert into audit_log (command, actor_kind, user_id, account_id, subject_id, refusal, detail, at)
  values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8)`

/** The audit row of one write, to be written with its COMMIT. */
export function auditRow(
  actor: Actor,
  name: string,
  now: Date,
  entry: AuditEntry,
  refusal?: RefusalCode,
): Statement {
  const userId = actor.kind === 'member' || actor.kind === 'staff' ? actor.userId : null
  const accountId = entry.account ?? (actor.kind === 'member' ? actor.accountId : null)
  const detail = JSON.stringify(entry.detail ?? {})
  return {
    text: INSERT,
    params: [
      name,
      actor.kind,
      userId,
      accountId,
      entry.subject ?? null,
      refusal ?? null,
      detail,
      now.toISOString(),
    ],
  }
}

/** What was refused to staff is itself worth knowing; its own transaction survives the one rolled back. */
export async function writeRefusal(actor: StaffActor, name: string, code: RefusalCode): Promise<void> {
  await inTransaction(actor, 'read write', () => Promise.resolve(), {
    last: (_done, now) => auditRow(actor, name, now, {}, code),
  })
}
