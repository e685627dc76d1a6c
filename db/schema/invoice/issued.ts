import { sql } from 'drizzle-orm'
import {
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
  bytes,
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

export const invoiceColours = ['blue', 'red'] as const
export const invoiceStatuses = ['pending', 'issued', 'voided', 'reversed'] as const

/** One invoice of an application: blue as issued, red as reversed. */
export const invoices = pgTable(
  'invoices',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    applicationId: id('application_id').notNull(),
    sequence: integer('sequence').notNull(),
    colour: word('colour', invoiceColours).notNull(),
    /** Of a red one: the blue one it reverses. */
    reversesId: id('reverses_id'),
    status: word('status', invoiceStatuses).notNull(),
    amountFen: money('amount_fen').notNull(),
    taxFen: money('tax_fen').notNull(),
    lines: jsonb('lines').notNull().$type<unknown>(),
    /** Printed on paper invoices only. */
    code: text('code'),
    number: text('number'),
    issuedOn: date('issued_on'),
    /** Our number of the request, told to the channel, which takes one number once: never changed. */
    requestNo: text('request_no').notNull(),
    /** The channel's own number of the request. */
    channelSerial: text('channel_serial'),
    /** Database time: when the channel was first asked, written before it was. */
    askedAt: instant('asked_at'),
    /** What the channel said last where it did not issue. */
    trouble: text('trouble'),
    /** Of a blue one: how much of it red ones have reversed. */
    reversedFen: money('reversed_fen')
      .notNull()
      .default(sql`0`),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    unique('invoices_tenant').on(table.accountId, table.id),
    uniqueIndex('invoices_number_unique')
      .on(table.code, table.number)
      .where(sql`number is not null and code is not null`),
    uniqueIndex('invoices_digital_number_unique')
      .on(table.number)
      .where(sql`number is not null and code is null`),
    uniqueIndex('invoices_sequence').on(table.applicationId, table.colour, table.sequence),
    uniqueIndex('invoices_request_unique').on(table.requestNo),
    index('invoices_reversing').on(table.reversesId),
    foreignKey({
      name: 'invoices_own_application',
      columns: [table.accountId, table.applicationId],
      foreignColumns: [invoiceApplications.accountId, invoiceApplications.id],
    }),
    foreignKey({
      name: 'invoices_reverse_own',
      columns: [table.accountId, table.reversesId],
      foreignColumns: [table.accountId, table.id],
    }),
    check('invoices_colour_known', oneOf(table.colour, invoiceColours)),
    check('invoices_status_known', oneOf(table.status, invoiceStatuses)),
    check(
      'invoices_sign',
      sql`(${table.colour} = 'blue' and ${table.amountFen} > 0 and ${table.reversesId} is null) or (${table.colour} = 'red' and ${table.amountFen} < 0 and ${table.reversesId} is not null)`,
    ),
    check('invoices_request_form', sql`${table.requestNo} ~ '^[0-9A-Z]{1,20}$'`),
    check(
      'invoices_reversed_within',
      sql`${table.reversedFen} >= 0 and ${table.reversedFen} <= abs(${table.amountFen}) and (${table.colour} = 'blue' or ${table.reversedFen} = 0)`,
    ),
    check(
      'invoices_issued_has_number',
      sql`${table.status} = 'pending' or (${table.number} is not null and ${table.issuedOn} is not null)`,
    ),
    pgPolicy('invoices_portal', { for: 'select', to: portalRole, using: ownAccount(table.accountId) }),
    pgPolicy('invoices_seller', {
      for: 'all',
      to: sellerRole,
      using: sql`${table.applicationId} in (select id from invoice_applications)`,
      withCheck: sql`${table.applicationId} in (select id from invoice_applications)`,
    }),
    everyRow('invoices', staffRole),
    everyRow('invoices', systemRole),
  ],
).enableRLS()

export const invoiceFormats = ['pdf', 'ofd', 'xml'] as const

/** The official files of an invoice, as the channel or the office gave them. */
export const invoiceFiles = pgTable(
  'invoice_files',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    invoiceId: id('invoice_id').notNull(),
    format: word('format', invoiceFormats).notNull(),
    content: bytes('content').notNull(),
    sha256: text('sha256').notNull(),
    addedBy: id('added_by').references(() => users.id),
    addedAt: instant('added_at').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('invoice_files_one_each').on(table.invoiceId, table.format),
    foreignKey({
      name: 'invoice_files_own_invoice',
      columns: [table.accountId, table.invoiceId],
      foreignColumns: [invoices.accountId, invoices.id],
    }),
    check('invoice_files_format_known', oneOf(table.format, invoiceFormats)),
    pgPolicy('invoice_files_portal', { for: 'select', to: portalRole, using: ownAccount(table.accountId) }),
    pgPolicy('invoice_files_seller', {
      for: 'all',
      to: sellerRole,
      using: sql`${table.invoiceId} in (select id from invoices)`,
      withCheck: sql`${table.invoiceId} in (select id from invoices)`,
    }),
    everyRow('invoice_files', staffRole),
    everyRow('invoice_files', systemRole),
  ],
).enableRLS()

/** A link in a mail to one invoice's files, from the wish to send it on. Only the SHA-256 of its secret is kept. */
export const downloadLinks = pgTable(
  'download_links',
  {
    id: id().primaryKey(),
    /** Null until the mail is written: the secret is made with it. */
    hash: bytes('hash'),
    accountId: id('account_id').notNull(),
    invoiceId: id('invoice_id').notNull(),
    sentTo: text('sent_to').notNull(),
    /** Null for the mail that goes out by itself once the invoice is issued. */
    sentBy: id('sent_by').references(() => users.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedBy: id('revoked_by').references(() => users.id),
    downloads: integer('downloads').notNull().default(0),
  },
  (table) => [
    uniqueIndex('download_links_hash_unique').on(table.hash),
    index('download_links_invoice').on(table.invoiceId, table.createdAt),
    foreignKey({
      name: 'download_links_own_invoice',
      columns: [table.accountId, table.invoiceId],
      foreignColumns: [invoices.accountId, invoices.id],
    }),
    check('download_links_downloads_within', sql`${table.downloads} between 0 and 20`),
    pgPolicy('download_links_portal', {
      for: 'all',
      to: portalRole,
      using: ownAccount(table.accountId),
      withCheck: ownAccount(table.accountId),
    }),
    pgPolicy('download_links_seller', {
      for: 'all',
      to: sellerRole,
      using: sql`${table.invoiceId} in (select id from invoices)`,
      withCheck: sql`${table.invoiceId} in (select id from invoices)`,
    }),
    everyRow('download_links', staffRole),
    everyRow('download_links', systemRole),
  ],
).enableRLS()
