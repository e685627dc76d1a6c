import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import {
  boundSeller,
  everyRow,
  id,
  instant,
  money,
  oneOf,
  ownAccount,
  portalRole,
  recordedAt,
  sellerRole,
  staffRole,
  systemRole,
  word,
} from '../../columns'
import { accounts, users } from '../account'
import { sections, sellers } from '../catalog'
import { invoiceables } from './invoiceable'
import { applicationStatuses, invoiceKinds, issuingChannels } from './words'

/** What a customer asked to have invoiced. All that was submitted is a snapshot that a trigger protects. */
export const invoiceApplications = pgTable(
  'invoice_applications',
  {
    id: id().primaryKey(),
    /** Told to the issuing channel, which takes one number once: at most 20 of [0-9A-Z], never changed. */
    number: text('number').notNull(),
    accountId: id('account_id')
      .notNull()
      .references(() => accounts.id),
    status: word('status', applicationStatuses).notNull(),
    kind: word('kind', invoiceKinds).notNull(),
    section: word('section', sections).notNull(),
    sellerId: id('seller_id')
      .notNull()
      .references(() => sellers.id),
    amountFen: money('amount_fen').notNull(),
    /** The snapshots: whom it names, where it goes, what stands on it. */
    title: jsonb('title').notNull().$type<unknown>(),
    delivery: jsonb('delivery').notNull().$type<unknown>(),
    lines: jsonb('lines').notNull().$type<unknown>(),
    remark: text('remark').notNull(),
    policyVersion: integer('policy_version').notNull(),
    /** The application whose returned invoice this one replaces. */
    replacesId: id('replaces_id'),
    submittedBy: id('submitted_by')
      .notNull()
      .references(() => users.id),
    submittedAt: instant('submitted_at').notNull(),
    dueAt: instant('due_at').notNull(),
    reviewedBy: id('reviewed_by').references(() => users.id),
    reviewedAt: instant('reviewed_at'),
    rejectReason: text('reject_reason'),
    channel: word('channel', issuingChannels),
    /** What the channel said last where it did not issue. */
    trouble: text('trouble'),
    issuedAt: instant('issued_at'),
    deliveryDueAt: instant('delivery_due_at'),
    courier: text('courier'),
    trackingNumber: text('tracking_number'),
    shippedBy: id('shipped_by').references(() => users.id),
    shippedAt: instant('shipped_at'),
    returnReason: text('return_reason'),
    /** Database time: when the sweep asks the channel next. */
    nextQueryAt: instant('next_query_at'),
    queries: integer('queries').notNull().default(0),
    /** When its years were over and all that it said was removed; the row stays where its invoices use up quota. */
    removedAt: instant('removed_at'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('invoice_applications_number_unique').on(table.number),
    unique('invoice_applications_tenant').on(table.accountId, table.id),
    // What is removed is listed nowhere; without it in the index a count needs not look at the rows.
    index('invoice_applications_listed')
      .on(table.accountId, table.submittedAt, table.id)
      .where(sql`removed_at is null`),
    index('invoice_applications_queue').on(table.status, table.dueAt, table.id),
    index('invoice_applications_to_ask')
      .on(table.nextQueryAt)
      .where(sql`next_query_at is not null`),
    index('invoice_applications_over')
      .on(table.submittedAt, table.id)
      .where(sql`removed_at is null and status in ('rejected', 'withdrawn')`),
    index('invoice_applications_kept')
      .on(table.issuedAt, table.id)
      .where(sql`removed_at is null and issued_at is not null`),
    index('invoice_applications_replaced')
      .on(table.replacesId)
      .where(sql`replaces_id is not null`),
    foreignKey({
      name: 'invoice_applications_replaces_own',
      columns: [table.accountId, table.replacesId],
      foreignColumns: [table.accountId, table.id],
    }),
    check('invoice_applications_number_form', sql`${table.number} ~ '^[0-9A-Z]{1,20}$'`),
    check('invoice_applications_status_known', oneOf(table.status, applicationStatuses)),
    check('invoice_applications_kind_known', oneOf(table.kind, invoiceKinds)),
    check('invoice_applications_section_known', oneOf(table.section, sections)),
    check('invoice_applications_amount_positive', sql`${table.amountFen} >= 1`),
    check(
      'invoice_applications_rejected_says_why',
      sql`(${table.status} = 'rejected') <= (${table.rejectReason} is not null)`,
    ),
    check(
      'invoice_applications_shipped_says_how',
      sql`${table.status} <> 'shipped' or (${table.courier} is not null and ${table.trackingNumber} is not null)`,
    ),
    pgPolicy('invoice_applications_portal', {
      for: 'all',
      to: portalRole,
      using: ownAccount(table.accountId),
      withCheck: ownAccount(table.accountId),
    }),
    pgPolicy('invoice_applications_seller', {
      for: 'all',
      to: sellerRole,
      using: sql`${table.sellerId} = ${boundSeller}`,
      withCheck: sql`${table.sellerId} = ${boundSeller}`,
    }),
    everyRow('invoice_applications', staffRole),
    everyRow('invoice_applications', systemRole),
  ],
).enableRLS()

/** What of which invoiceable an application claims. A claim that is not live claims nothing any more. */
export const invoiceClaims = pgTable(
  'invoice_claims',
  {
    applicationId: id('application_id').notNull(),
    accountId: id('account_id').notNull(),
    invoiceableId: id('invoiceable_id').notNull(),
    amountFen: money('amount_fen').notNull(),
    live: boolean('live').notNull(),
    /** How much of it red invoices have reversed, and how much is held while a refund's correction is under way. */
    reversedFen: money('reversed_fen')
      .notNull()
      .default(sql`0`),
    heldFen: money('held_fen')
      .notNull()
      .default(sql`0`),
  },
  (table) => [
    uniqueIndex('invoice_claims_once').on(table.applicationId, table.invoiceableId),
    index('invoice_claims_invoiceable').on(table.invoiceableId),
    foreignKey({
      name: 'invoice_claims_own_application',
      columns: [table.accountId, table.applicationId],
      foreignColumns: [invoiceApplications.accountId, invoiceApplications.id],
    }),
    foreignKey({
      name: 'invoice_claims_own_invoiceable',
      columns: [table.accountId, table.invoiceableId],
      foreignColumns: [invoiceables.accountId, invoiceables.id],
    }),
    check('invoice_claims_positive', sql`${table.amountFen} > 0`),
    check(
      'invoice_claims_within',
      sql`${table.reversedFen} >= 0 and ${table.heldFen} >= 0 and ${table.reversedFen} + ${table.heldFen} <= ${table.amountFen}`,
    ),
    pgPolicy('invoice_claims_portal', {
      for: 'all',
      to: portalRole,
      using: ownAccount(table.accountId),
      withCheck: ownAccount(table.accountId),
    }),
    pgPolicy('invoice_claims_seller', {
      for: 'all',
      to: sellerRole,
      using: sql`${table.applicationId} in (select id from invoice_applications)`,
      withCheck: sql`${table.applicationId} in (select id from invoice_applications)`,
    }),
    everyRow('invoice_claims', staffRole),
    everyRow('invoice_claims', systemRole),
  ],
).enableRLS()

export const applicationVerbs = [
  'submit',
  'withdraw',
  'approve',
  'reject',
  'issue',
  'fail',
  'retry',
  'ship',
  'send',
  'request-return',
  'refuse-return',
  'cancel-return',
  'return-part',
  'return',
] as const

export const applicationEvents = pgTable(
  'application_events',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    applicationId: id('application_id').notNull(),
    verb: word('verb', applicationVerbs).notNull(),
    status: word('status', applicationStatuses).notNull(),
    userId: id('user_id').references(() => users.id),
    detail: text('detail'),
    at: instant('at').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    index('application_events_application').on(table.applicationId, table.id),
    foreignKey({
      name: 'application_events_own_application',
      columns: [table.accountId, table.applicationId],
      foreignColumns: [invoiceApplications.accountId, invoiceApplications.id],
    }),
    check('application_events_verb_known', oneOf(table.verb, applicationVerbs)),
    pgPolicy('application_events_portal', {
      for: 'all',
      to: portalRole,
      using: ownAccount(table.accountId),
      withCheck: ownAccount(table.accountId),
    }),
    pgPolicy('application_events_seller', {
      for: 'all',
      to: sellerRole,
      using: sql`${table.applicationId} in (select id from invoice_applications)`,
      withCheck: sql`${table.applicationId} in (select id from invoice_applications)`,
    }),
    everyRow('application_events', staffRole),
    everyRow('application_events', systemRole),
  ],
).enableRLS()
