import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
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
import { users } from '../account'
import { invoiceApplications } from './application'
import { invoices } from './issued'
import {
  correctionMethods,
  correctionReasons,
  correctionStatuses,
  redFormStates,
  strayReasons,
} from './words'

const ofOwnSeller = sql`application_id in (select id from invoice_applications)`

/** A wish to have issued invoices reversed, whole or in part, and what became of it. */
export const corrections = pgTable(
  'corrections',
  {
    id: id().primaryKey(),
    number: text('number').notNull(),
    accountId: id('account_id').notNull(),
    applicationId: id('application_id').notNull(),
    status: word('status', correctionStatuses).notNull(),
    method: word('method', correctionMethods).notNull(),
    reason: word('reason', correctionReasons).notNull(),
    /** How much is reversed; less than the application's amount for the reasons 02 to 04 alone. */
    amountFen: money('amount_fen').notNull(),
    /** What whoever asked for it wrote. */
    note: text('note').notNull(),
    /** The refund that needs it, where one does. */
    refundId: id('refund_id'),
    requestedBy: id('requested_by').references(() => users.id),
    requestedAt: instant('requested_at').notNull(),
    dueAt: instant('due_at').notNull(),
    decidedBy: id('decided_by').references(() => users.id),
    decidedAt: instant('decided_at'),
    refuseReason: text('refuse_reason'),
    doneAt: instant('done_at'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('corrections_number_unique').on(table.number),
    unique('corrections_tenant').on(table.accountId, table.id),
    index('corrections_application').on(table.applicationId),
    // One at a time: two red letters for one yuan would reverse it twice.
    uniqueIndex('corrections_one_live')
      .on(table.applicationId)
      .where(sql`status in ('requested', 'reversing', 'stuck')`),
    foreignKey({
      name: 'corrections_own_application',
      columns: [table.accountId, table.applicationId],
      foreignColumns: [invoiceApplications.accountId, invoiceApplications.id],
    }),
    check('corrections_status_known', oneOf(table.status, correctionStatuses)),
    check('corrections_method_known', oneOf(table.method, correctionMethods)),
    check('corrections_reason_known', oneOf(table.reason, correctionReasons)),
    check('corrections_amount_positive', sql`${table.amountFen} > 0`),
    check(
      'corrections_refused_says_why',
      sql`(${table.status} = 'refused') = (${table.refuseReason} is not null)`,
    ),
    pgPolicy('corrections_portal', {
      for: 'all',
      to: portalRole,
      using: ownAccount(table.accountId),
      withCheck: ownAccount(table.accountId),
    }),
    pgPolicy('corrections_seller', {
      for: 'all',
      to: sellerRole,
      using: ofOwnSeller,
      withCheck: ofOwnSeller,
    }),
    everyRow('corrections', staffRole),
    everyRow('corrections', systemRole),
  ],
).enableRLS()

/** One red-letter confirmation form: for one blue invoice, and the red invoice it leads to. */
export const redForms = pgTable(
  'red_forms',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    correctionId: id('correction_id').notNull(),
    applicationId: id('application_id').notNull(),
    /** The blue invoice. */
    invoiceId: id('invoice_id').notNull(),
    redInvoiceId: id('red_invoice_id').notNull(),
    /** Our number of the request: never changed. */
    requestNo: text('request_no').notNull(),
    state: word('state', redFormStates).notNull(),
    /** Whether it can still lead to a red invoice, or has. */
    live: boolean('live').notNull(),
    /** The tax bureau's number of the form, and the channel's own of the request. */
    formNumber: text('form_number'),
    channelSerial: text('channel_serial'),
    /** How much of the blue invoice it reverses, as a positive amount, and its lines. */
    amountFen: money('amount_fen').notNull(),
    lines: jsonb('lines').notNull().$type<unknown>(),
    openedAt: instant('opened_at').notNull(),
    stateAt: instant('state_at').notNull(),
    /** When the form falls void unconfirmed, as the channel tells it. */
    expiresAt: instant('expires_at'),
    /** Database time: when the channel was first asked, written before it was; and when the sweep asks next. */
    askedAt: instant('asked_at'),
    nextQueryAt: instant('next_query_at'),
    queries: integer('queries').notNull().default(0),
    trouble: text('trouble'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    unique('red_forms_tenant').on(table.accountId, table.id),
    uniqueIndex('red_forms_request_unique').on(table.requestNo),
    index('red_forms_correction').on(table.correctionId),
    index('red_forms_invoice').on(table.invoiceId),
    index('red_forms_red_invoice').on(table.redInvoiceId),
    // The tax bureau refuses a second form for an invoice while one is under way.
    uniqueIndex('red_forms_one_live_each')
      .on(table.redInvoiceId)
      .where(sql`live`),
    index('red_forms_to_ask')
      .on(table.nextQueryAt)
      .where(sql`next_query_at is not null`),
    foreignKey({
      name: 'red_forms_own_correction',
      columns: [table.accountId, table.correctionId],
      foreignColumns: [corrections.accountId, corrections.id],
    }),
    foreignKey({
      name: 'red_forms_own_invoice',
      columns: [table.accountId, table.invoiceId],
      foreignColumns: [invoices.accountId, invoices.id],
    }),
    foreignKey({
      name: 'red_forms_own_red_invoice',
      columns: [table.accountId, table.redInvoiceId],
      foreignColumns: [invoices.accountId, invoices.id],
    }),
    check('red_forms_request_form', sql`${table.requestNo} ~ '^[0-9A-Z]{1,20}$'`),
    check('red_forms_state_known', oneOf(table.state, redFormStates)),
    check('red_forms_amount_positive', sql`${table.amountFen} > 0`),
    check('red_forms_number_form', sql`${table.formNumber} is null or ${table.formNumber} ~ '^[0-9]{20}$'`),
    pgPolicy('red_forms_portal', { for: 'select', to: portalRole, using: ownAccount(table.accountId) }),
    pgPolicy('red_forms_seller', { for: 'all', to: sellerRole, using: ofOwnSeller, withCheck: ofOwnSeller }),
    everyRow('red_forms', staffRole),
    everyRow('red_forms', systemRole),
  ],
).enableRLS()

/** A red invoice that the tax bureau has and that nothing here can be reversed by: somebody has to look at it. */
export const strayReds = pgTable(
  'stray_reds',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    applicationId: id('application_id').notNull(),
    formId: id('form_id').notNull(),
    /** As the channel tells of it; the amount is negative. */
    number: text('number').notNull(),
    code: text('code'),
    issuedOn: date('issued_on').notNull(),
    amountFen: money('amount_fen').notNull(),
    reason: word('reason', strayReasons).notNull(),
    foundAt: instant('found_at').notNull(),
    dueAt: instant('due_at').notNull(),
    /** Null where it was written down as a red invoice after all. */
    closedBy: id('closed_by').references(() => users.id),
    closedAt: instant('closed_at'),
    note: text('note'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('stray_reds_one_each').on(table.formId),
    index('stray_reds_open')
      .on(table.applicationId)
      .where(sql`closed_at is null`),
    foreignKey({
      name: 'stray_reds_own_application',
      columns: [table.accountId, table.applicationId],
      foreignColumns: [invoiceApplications.accountId, invoiceApplications.id],
    }),
    foreignKey({
      name: 'stray_reds_own_form',
      columns: [table.accountId, table.formId],
      foreignColumns: [redForms.accountId, redForms.id],
    }),
    check('stray_reds_reason_known', oneOf(table.reason, strayReasons)),
    check('stray_reds_negative', sql`${table.amountFen} < 0`),
    pgPolicy('stray_reds_seller', { for: 'all', to: sellerRole, using: ofOwnSeller, withCheck: ofOwnSeller }),
    everyRow('stray_reds', staffRole),
    everyRow('stray_reds', systemRole),
  ],
).enableRLS()
