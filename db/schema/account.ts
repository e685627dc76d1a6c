import { sql } from 'drizzle-orm'
import { check, index, integer, pgPolicy, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import {
  authRole,
  bytes,
  currentUser,
  everyRow,
  id,
  instant,
  oneOf,
  ownAccount,
  portalRole,
  recordedAt,
  sellerRole,
  staffRole,
  systemRole,
  word,
} from '../columns'

export const accountKinds = ['enterprise', 'individual'] as const
export const memberRoles = ['owner', 'finance', 'viewer'] as const
export const staffRoles = ['admin', 'reviewer', 'finance', 'support'] as const
export const locales = ['en', 'zh-CN'] as const
export const tokenPurposes = ['verify-email', 'reset-password'] as const

/** A person. Members and staff share the table; what a person may is told by `members` and `staff`. */
export const users = pgTable(
  'users',
  {
    id: id().primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash'),
    emailVerifiedAt: instant('email_verified_at'),
    locale: word('locale', locales).notNull().default('en'),
    disabledAt: instant('disabled_at'),
    createdAt: recordedAt('created_at'),
  },
  (table) => [
    uniqueIndex('users_email_unique').on(table.email),
    check('users_email_lower', sql`${table.email} = lower(${table.email})`),
    check('users_locale_known', oneOf(table.locale, locales)),
    everyRow('users', authRole),
    everyRow('users', systemRole),
    pgPolicy('users_staff', { for: 'select', to: staffRole, using: sql`true` }),
    pgPolicy('users_seller', { for: 'select', to: sellerRole, using: sql`${table.id} = ${currentUser}` }),
    pgPolicy('users_portal', {
      for: 'select',
      to: portalRole,
      using: sql`${table.id} in (select user_id from members)`,
    }),
  ],
).enableRLS()

/** A customer: who orders, pays and gets the invoices. */
export const accounts = pgTable(
  'accounts',
  {
    id: id().primaryKey(),
    number: text('number').notNull(),
    kind: word('kind', accountKinds).notNull(),
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('accounts_number_unique').on(table.number),
    index('accounts_all_page').on(table.createdAt, table.id),
    check('accounts_kind_known', oneOf(table.kind, accountKinds)),
    everyRow('accounts', authRole),
    everyRow('accounts', staffRole),
    everyRow('accounts', systemRole),
    pgPolicy('accounts_portal', { for: 'select', to: portalRole, using: ownAccount(table.id) }),
  ],
).enableRLS()

export const members = pgTable(
  'members',
  {
    accountId: id('account_id')
      .notNull()
      .references(() => accounts.id),
    userId: id('user_id')
      .notNull()
      .references(() => users.id),
    role: word('role', memberRoles).notNull(),
    createdAt: recordedAt('created_at'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.userId] }),
    index('members_user').on(table.userId),
    check('members_role_known', oneOf(table.role, memberRoles)),
    everyRow('members', authRole),
    everyRow('members', systemRole),
    pgPolicy('members_staff', { for: 'select', to: staffRole, using: sql`true` }),
    pgPolicy('members_seller', {
      for: 'select',
      to: sellerRole,
      using: sql`${table.userId} = ${currentUser}`,
    }),
    pgPolicy('members_portal', { for: 'select', to: portalRole, using: ownAccount(table.accountId) }),
  ],
).enableRLS()

/** A person of the back office. `sellerId` binds a reviewer to one market provider. */
export const staff = pgTable(
  'staff',
  {
    userId: id('user_id')
      .primaryKey()
      .references(() => users.id),
    roles: text('roles').array().notNull().$type<(typeof staffRoles)[number][]>(),
    /** Its foreign key stands in the migration: sellers come after accounts in the line of rooms. */
    sellerId: id('seller_id'),
    createdAt: recordedAt('created_at'),
  },
  (table) => [
    check(
      'staff_roles_known',
      sql`${table.roles} <@ array['admin','reviewer','finance','support'] and cardinality(${table.roles}) > 0`,
    ),
    everyRow('staff', authRole),
    everyRow('staff', systemRole),
    pgPolicy('staff_staff', { for: 'select', to: staffRole, using: sql`true` }),
    pgPolicy('staff_seller', { for: 'select', to: sellerRole, using: sql`${table.userId} = ${currentUser}` }),
  ],
).enableRLS()

/** One signed-in browser. Ending the row ends the session at its next request, whatever its token says. */
export const sessions = pgTable(
  'sessions',
  {
    id: id().primaryKey(),
    userId: id('user_id')
      .notNull()
      .references(() => users.id),
    accountId: id('account_id').references(() => accounts.id),
    createdAt: recordedAt('created_at'),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    /** What the browser said of itself at sign-in. */
    userAgent: text('user_agent').notNull().default(''),
    lastUsedAt: recordedAt('last_used_at'),
  },
  (table) => [
    index('sessions_user').on(table.userId),
    everyRow('sessions', authRole),
    everyRow('sessions', systemRole),
    pgPolicy('sessions_staff', { for: 'select', to: staffRole, using: sql`true` }),
  ],
).enableRLS()

/** Links sent by mail. Only their SHA-256 is kept. */
export const oneTimeTokens = pgTable(
  'one_time_tokens',
  {
    hash: bytes('hash').primaryKey(),
    purpose: word('purpose', tokenPurposes).notNull(),
    userId: id('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: recordedAt('created_at'),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [
    index('one_time_tokens_user').on(table.userId),
    check('one_time_tokens_purpose_known', oneOf(table.purpose, tokenPurposes)),
    everyRow('one_time_tokens', authRole),
    everyRow('one_time_tokens', systemRole),
  ],
).enableRLS()

/** Counters of attempts in a window, by a key that names what is throttled and for whom (hashed). */
export const throttles = pgTable(
  'throttles',
  {
    key: text('key').primaryKey(),
    windowStart: instant('window_start').notNull(),
    attempts: integer('attempts').notNull(),
  },
  () => [everyRow('throttles', authRole), everyRow('throttles', systemRole)],
).enableRLS()

/** What staff remember about a customer. Never shown to the customer, never changed. */
export const accountNotes = pgTable(
  'account_notes',
  {
    id: id().primaryKey(),
    accountId: id('account_id')
      .notNull()
      .references(() => accounts.id),
    text: text('text').notNull(),
    writtenBy: id('written_by')
      .notNull()
      .references(() => users.id),
    writtenAt: instant('written_at').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    index('account_notes_page').on(table.accountId, table.writtenAt, table.id),
    check('account_notes_not_empty', sql`char_length(${table.text}) between 1 and 2000`),
    everyRow('account_notes', staffRole),
    everyRow('account_notes', systemRole),
  ],
).enableRLS()
