import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgPolicy, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import {
  bytes,
  everyRow,
  id,
  instant,
  oneOf,
  ownAccount,
  portalRole,
  recordedAt,
  staffRole,
  systemRole,
  word,
} from '../columns'
import { accountKinds, accounts, users } from './account'
import { files } from './file'

export const authenticationStatuses = ['under-review', 'authenticated', 'rejected', 'replaced'] as const

/** Who a customer really is, as submitted and as reviewed. A renewal is a new row; the former one becomes `replaced`. */
export const authentications = pgTable(
  'authentications',
  {
    id: id().primaryKey(),
    accountId: id('account_id')
      .notNull()
      .references(() => accounts.id),
    kind: word('kind', accountKinds).notNull(),
    status: word('status', authenticationStatuses).notNull(),
    /** The name on the business licence, or the person's own. */
    legalName: text('legal_name').notNull(),
    taxpayerId: text('taxpayer_id'),
    licenceId: id('licence_id'),
    /** AES-256-GCM; emptied by the decision. */
    idNumberSealed: bytes('id_number_sealed'),
    idNumberLast4: text('id_number_last4'),
    /** What the reviewer should look at twice, as message keys. Never blocks. */
    doubts: text('doubts').array().notNull(),
    submittedBy: id('submitted_by')
      .notNull()
      .references(() => users.id),
    submittedAt: instant('submitted_at').notNull(),
    dueAt: instant('due_at').notNull(),
    decidedBy: id('decided_by').references(() => users.id),
    decidedAt: instant('decided_at'),
    rejectReason: text('reject_reason'),
    replacedAt: instant('replaced_at'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('authentications_one_under_review')
      .on(table.accountId)
      .where(sql`status = 'under-review'`),
    uniqueIndex('authentications_one_in_force')
      .on(table.accountId)
      .where(sql`status = 'authenticated'`),
    index('authentications_account').on(table.accountId, table.submittedAt, table.id),
    // The reviewer is told of the same number on another account.
    index('authentications_taxpayer')
      .on(table.taxpayerId)
      .where(sql`taxpayer_id is not null`),
    index('authentications_decided_page')
      .on(table.decidedAt, table.id)
      .where(sql`decided_at is not null`),
    index('authentications_queue').on(table.status, table.dueAt, table.id),
    foreignKey({
      name: 'authentications_own_licence',
      columns: [table.accountId, table.licenceId],
      foreignColumns: [files.accountId, files.id],
    }),
    check('authentications_kind_known', oneOf(table.kind, accountKinds)),
    check('authentications_status_known', oneOf(table.status, authenticationStatuses)),
    check(
      'authentications_enterprise_complete',
      sql`${table.kind} <> 'enterprise' or (${table.taxpayerId} is not null and ${table.licenceId} is not null)`,
    ),
    check(
      'authentications_individual_complete',
      sql`${table.kind} <> 'individual' or (${table.idNumberLast4} is not null and (${table.idNumberSealed} is not null) = (${table.status} = 'under-review'))`,
    ),
    check(
      'authentications_decided_by_somebody',
      sql`(${table.status} = 'under-review') = (${table.decidedAt} is null) and (${table.decidedAt} is null) = (${table.decidedBy} is null)`,
    ),
    check(
      'authentications_rejected_says_why',
      sql`(${table.status} = 'rejected') = (${table.rejectReason} is not null)`,
    ),
    check('authentications_name_within', sql`char_length(${table.legalName}) between 1 and 100`),
    check(
      'authentications_replaced_says_when',
      sql`(${table.status} = 'replaced') = (${table.replacedAt} is not null)`,
    ),
    // A customer submits and does no more.
    pgPolicy('authentications_portal', {
      for: 'select',
      to: portalRole,
      using: ownAccount(table.accountId),
    }),
    pgPolicy('authentications_portal_submits', {
      for: 'insert',
      to: portalRole,
      withCheck: sql`${ownAccount(table.accountId)} and ${table.status} = 'under-review' and ${table.decidedBy} is null`,
    }),
    everyRow('authentications', staffRole),
    everyRow('authentications', systemRole),
  ],
).enableRLS()
