import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import {
  authRole,
  bytes,
  everyRow,
  id,
  instant,
  portalRole,
  recordedAt,
  sellerRole,
  staffRole,
  systemRole,
  transactionIdColumn,
  word,
} from '../columns'

/** Business now = database now + this offset. One row; it only grows, and only where the test clock is on. */
export const businessClock = pgTable(
  'business_clock',
  {
    one: boolean('one').primaryKey().default(true),
    offsetMs: bigint('offset_ms', { mode: 'number' }).notNull().default(0),
  },
  (table) => [
    check('business_clock_single', sql`${table.one}`),
    check('business_clock_forward', sql`${table.offsetMs} >= 0`),
    everyRow('business_clock', systemRole),
  ],
).enableRLS()

/** Work that a committed command owes. A dispatcher hands the rows to the queue and deletes them. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint('id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    task: text('task').notNull(),
    payload: jsonb('payload').notNull().$type<Record<string, string>>(),
    recordedAt: recordedAt('recorded_at'),
  },
  () => [everyRow('outbox', systemRole)],
).enableRLS()

/** Who wrote what. Inserted in the transaction of the write itself; nobody may change or delete it. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigint('id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    transactionId: transactionIdColumn('transaction_id')
      .notNull()
      .default(sql`pg_current_xact_id()`),
    command: text('command').notNull(),
    actorKind: word('actor_kind', ['member', 'staff', 'system', 'stranger']).notNull(),
    userId: id('user_id'),
    accountId: id('account_id'),
    subjectId: id('subject_id'),
    refusal: text('refusal'),
    detail: jsonb('detail').notNull().$type<Record<string, unknown>>(),
    at: instant('at').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    index('audit_log_account').on(table.accountId, table.id),
    index('audit_log_subject').on(table.subjectId, table.id),
    index('audit_log_unsealed').on(table.transactionId, table.id),
    ...[authRole, portalRole, staffRole, sellerRole].map((role) =>
      pgPolicy(`audit_log_insert_${role.name}`, { for: 'insert', to: role, withCheck: sql`true` }),
    ),
    pgPolicy('audit_log_staff_read', { for: 'select', to: staffRole, using: sql`true` }),
    everyRow('audit_log', systemRole),
  ],
).enableRLS()

/** A sealed block of the audit log: the rows of finished transactions, chained to the block before. */
export const auditSeals = pgTable(
  'audit_seals',
  {
    number: integer('number').primaryKey(),
    /** Rows whose transaction is below this horizon and at or above the former one are in the block. */
    horizon: transactionIdColumn('horizon').notNull(),
    rows: integer('rows').notNull(),
    previousRoot: bytes('previous_root').notNull(),
    root: bytes('root').notNull(),
    sealedAt: recordedAt('sealed_at'),
  },
  () => [
    everyRow('audit_seals', systemRole),
    pgPolicy('audit_seals_staff', { for: 'select', to: staffRole, using: sql`true` }),
  ],
).enableRLS()
