import 'server-only'
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { accounts, users } from '@/db/schema/account'
import { auditLog, auditSeals } from '@/db/schema/command'
import type { StaffActor } from '@/lib/auth/actor'
import { containing } from './keyset'
import { read } from './read'

export type AuditRow = {
  id: string
  at: Date
  command: string
  actorKind: 'member' | 'staff' | 'system' | 'stranger'
  userName: string | null
  accountName: string | null
  subjectId: string | null
  refusal: string | null
  detail: Record<string, unknown>
}

export type AuditFilter = {
  command?: string | undefined
  actorKind?: AuditRow['actorKind'] | undefined
  refusedOnly?: boolean
  subjectId?: string | undefined
  accountId?: string | undefined
  before?: bigint | undefined
}

const PAGE = 50

/** The audit log, newest first, walked by its running number. */
export async function listAuditRows(
  actor: StaffActor,
  filter: AuditFilter,
): Promise<{ rows: AuditRow[]; older: string | null }> {
  const rows = await read(actor, (tx) =>
    tx
      .select({
        id: auditLog.id,
        at: auditLog.recordedAt,
        command: auditLog.command,
        actorKind: auditLog.actorKind,
        userName: users.name,
        accountName: accounts.name,
        subjectId: auditLog.subjectId,
        refusal: auditLog.refusal,
        detail: auditLog.detail,
      })
      .from(auditLog)
      .leftJoin(users, eq(users.id, auditLog.userId))
      .leftJoin(accounts, eq(accounts.id, auditLog.accountId))
      .where(
        and(
          containing(filter.command, auditLog.command),
          filter.actorKind && eq(auditLog.actorKind, filter.actorKind),
          filter.refusedOnly ? sql`${auditLog.refusal} is not null` : undefined,
          filter.subjectId ? eq(auditLog.subjectId, filter.subjectId) : undefined,
          filter.accountId ? eq(auditLog.accountId, filter.accountId) : undefined,
          filter.before === undefined ? undefined : lt(auditLog.id, filter.before),
        ),
      )
      .orderBy(desc(auditLog.id))
      .limit(PAGE + 1),
  )
  const shown = rows.slice(0, PAGE).map((row) => ({ ...row, id: String(row.id) }))
  return { rows: shown, older: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null }
}

export type SealView = { number: number; rows: number; root: string; sealedAt: Date }

/** The newest seal, or null before the first one. */
export async function findNewestSeal(actor: StaffActor): Promise<SealView | null> {
  const [row] = await read(actor, (tx) =>
    tx.select().from(auditSeals).orderBy(desc(auditSeals.number)).limit(1),
  )
  return row
    ? { number: row.number, rows: row.rows, root: row.root.toString('hex'), sealedAt: row.sealedAt }
    : null
}
