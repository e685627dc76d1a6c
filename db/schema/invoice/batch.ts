import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import {
  boundSeller,
  bytes,
  everyRow,
  id,
  instant,
  oneOf,
  recordedAt,
  sellerRole,
  staffRole,
  systemRole,
  tenantPolicies,
  word,
} from '../../columns'
import { accounts, users } from '../account'
import { sellers } from '../catalog'
import { invoices } from './issued'

const ofOwnSeller = sql`seller_id = ${boundSeller}`

/** The tax bureau's current blank workbook, as the office last uploaded it; one for each seller. */
export const etaxTemplates = pgTable(
  'etax_templates',
  {
    sellerId: id('seller_id')
      .primaryKey()
      .references(() => sellers.id),
    name: text('name').notNull(),
    content: bytes('content').notNull(),
    uploadedBy: id('uploaded_by')
      .notNull()
      .references(() => users.id),
    uploadedAt: instant('uploaded_at').notNull(),
  },
  (_table) => [
    pgPolicy('etax_templates_seller', {
      for: 'all',
      to: sellerRole,
      using: ofOwnSeller,
      withCheck: ofOwnSeller,
    }),
    everyRow('etax_templates', staffRole),
  ],
).enableRLS()

/** A filled workbook for the tax bureau's batch import, and what its result lists said. */
export const issuingBatches = pgTable(
  'issuing_batches',
  {
    id: id().primaryKey(),
    number: text('number').notNull(),
    sellerId: id('seller_id')
      .notNull()
      .references(() => sellers.id),
    /** Emptied once the years of one of its invoices are over. */
    workbook: bytes('workbook').notNull(),
    sha256: text('sha256').notNull(),
    madeBy: id('made_by')
      .notNull()
      .references(() => users.id),
    madeAt: instant('made_at').notNull(),
    /** The last list that was read back. */
    answeredAt: instant('answered_at'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('issuing_batches_number_unique').on(table.number),
    index('issuing_batches_page').on(table.madeAt, table.id),
    pgPolicy('issuing_batches_seller', {
      for: 'all',
      to: sellerRole,
      using: ofOwnSeller,
      withCheck: ofOwnSeller,
    }),
    everyRow('issuing_batches', staffRole),
    everyRow('issuing_batches', systemRole),
  ],
).enableRLS()

export const batchOutcomes = ['waiting', 'issued', 'failed', 'discarded'] as const

/** One invoice of a workbook. It stands in one waiting workbook at a time: imported twice it would be issued twice. */
export const issuingBatchLines = pgTable(
  'issuing_batch_lines',
  {
    batchId: id('batch_id')
      .notNull()
      .references(() => issuingBatches.id),
    accountId: id('account_id').notNull(),
    invoiceId: id('invoice_id').notNull(),
    /** Its row in the workbook's first sheet. */
    row: integer('row').notNull(),
    outcome: word('outcome', batchOutcomes).notNull(),
    reason: text('reason'),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.invoiceId] }),
    index('issuing_batch_lines_invoice').on(table.invoiceId),
    uniqueIndex('issuing_batch_lines_waiting_once')
      .on(table.invoiceId)
      .where(sql`outcome = 'waiting'`),
    foreignKey({
      name: 'issuing_batch_lines_own_invoice',
      columns: [table.accountId, table.invoiceId],
      foreignColumns: [invoices.accountId, invoices.id],
    }),
    check('issuing_batch_lines_outcome_known', oneOf(table.outcome, batchOutcomes)),
    pgPolicy('issuing_batch_lines_seller', {
      for: 'all',
      to: sellerRole,
      using: sql`batch_id in (select id from issuing_batches)`,
      withCheck: sql`batch_id in (select id from issuing_batches)`,
    }),
    everyRow('issuing_batch_lines', staffRole),
    everyRow('issuing_batch_lines', systemRole),
  ],
).enableRLS()

export const listKinds = ['issued', 'failures'] as const

/** A list of the tax bureau's that was read back, and what became of each of its rows. */
export const issuingLists = pgTable(
  'issuing_lists',
  {
    id: id().primaryKey(),
    sellerId: id('seller_id')
      .notNull()
      .references(() => sellers.id),
    kind: word('kind', listKinds).notNull(),
    name: text('name').notNull(),
    sha256: text('sha256').notNull(),
    /** What became of each row, in the list's order; without its reason once the years of its invoice are over. */
    report: jsonb('report').notNull().$type<unknown>(),
    readBy: id('read_by')
      .notNull()
      .references(() => users.id),
    readAt: instant('read_at').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    index('issuing_lists_page').on(table.sellerId, table.readAt, table.id),
    check('issuing_lists_kind_known', oneOf(table.kind, listKinds)),
    pgPolicy('issuing_lists_seller', {
      for: 'all',
      to: sellerRole,
      using: ofOwnSeller,
      withCheck: ofOwnSeller,
    }),
    everyRow('issuing_lists', staffRole),
    everyRow('issuing_lists', systemRole),
  ],
).enableRLS()

export const archiveStatuses = ['waiting', 'packing', 'done', 'failed'] as const

/** The invoice files of a period in one ZIP, packed in the background. */
export const archives = pgTable(
  'archives',
  {
    id: id().primaryKey(),
    accountId: id('account_id')
      .notNull()
      .references(() => accounts.id),
    /** Days of issue, both included, as YYYY-MM-DD. */
    fromOn: text('from_on').notNull(),
    toOn: text('to_on').notNull(),
    status: word('status', archiveStatuses).notNull(),
    total: integer('total').notNull(),
    packed: integer('packed').notNull().default(0),
    /** Of the whole file, once it is packed. */
    size: integer('size'),
    trouble: text('trouble'),
    requestedBy: id('requested_by')
      .notNull()
      .references(() => users.id),
    requestedAt: instant('requested_at').notNull(),
    finishedAt: instant('finished_at'),
    /** When the file is removed again. */
    expiresAt: instant('expires_at'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    unique('archives_tenant').on(table.accountId, table.id),
    uniqueIndex('archives_one_under_way')
      .on(table.accountId, table.requestedBy)
      .where(sql`status in ('waiting', 'packing')`),
    index('archives_account').on(table.accountId, table.requestedAt, table.id),
    check('archives_status_known', oneOf(table.status, archiveStatuses)),
    check('archives_packed_within', sql`${table.packed} between 0 and ${table.total}`),
    ...tenantPolicies('archives', table.accountId),
  ],
).enableRLS()

/**
 * The bytes of an archive, some whole files in each part, so that packing goes on where it was cut off and neither it
 * nor a download holds the whole. `entries` are what the ZIP's directory says of the part's files.
 */
export const archiveParts = pgTable(
  'archive_parts',
  {
    archiveId: id('archive_id').notNull(),
    accountId: id('account_id').notNull(),
    part: integer('part').notNull(),
    content: bytes('content').notNull(),
    entries: jsonb('entries').notNull().$type<unknown>(),
  },
  (table) => [
    primaryKey({ columns: [table.archiveId, table.part] }),
    foreignKey({
      name: 'archive_parts_own_archive',
      columns: [table.accountId, table.archiveId],
      foreignColumns: [archives.accountId, archives.id],
    }).onDelete('cascade'),
    ...tenantPolicies('archive_parts', table.accountId),
  ],
).enableRLS()
