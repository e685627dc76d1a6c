import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgPolicy, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
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
import { sections, sellers } from '../catalog'
import { orders } from '../order'

export const invoiceableDocuments = ['order', 'card'] as const

/** One row of the quota: what of a document may be invoiced, and what of that is reserved, invoiced or held. */
export const invoiceables = pgTable(
  'invoiceables',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    document: word('document', invoiceableDocuments).notNull(),
    orderId: id('order_id').notNull(),
    section: word('section', sections).notNull(),
    /** Who issues the invoice, frozen on the day of the charge. */
    sellerId: id('seller_id')
      .notNull()
      .references(() => sellers.id),
    /** A rate as a decimal, `not-taxed`, or `unset` while its product has none. */
    taxTreatment: text('tax_treatment').notNull(),
    amountFen: money('amount_fen').notNull(),
    reservedFen: money('reserved_fen')
      .notNull()
      .default(sql`0`),
    invoicedFen: money('invoiced_fen')
      .notNull()
      .default(sql`0`),
    /** Kept from being invoiced while its invoice is being reversed. */
    heldFen: money('held_fen')
      .notNull()
      .default(sql`0`),
    occurredAt: instant('occurred_at').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    unique('invoiceables_tenant').on(table.accountId, table.id),
    uniqueIndex('invoiceables_key').on(table.orderId, table.section, table.sellerId, table.taxTreatment),
    index('invoiceables_account').on(table.accountId, table.occurredAt, table.id),
    foreignKey({
      name: 'invoiceables_own_order',
      columns: [table.accountId, table.orderId],
      foreignColumns: [orders.accountId, orders.id],
    }),
    check('invoiceables_document_known', oneOf(table.document, invoiceableDocuments)),
    // A card is no sale yet: it is never taxed.
    check(
      'invoiceables_card_not_taxed',
      sql`${table.document} <> 'card' or ${table.taxTreatment} = 'not-taxed'`,
    ),
    check('invoiceables_section_known', oneOf(table.section, sections)),
    // A yuan is invoiced once.
    check(
      'invoiceables_within_amount',
      sql`${table.reservedFen} >= 0 and ${table.invoicedFen} >= 0 and ${table.heldFen} >= 0 and ${table.reservedFen} + ${table.invoicedFen} + ${table.heldFen} <= ${table.amountFen}`,
    ),
    pgPolicy('invoiceables_portal', {
      for: 'all',
      to: portalRole,
      using: ownAccount(table.accountId),
      withCheck: ownAccount(table.accountId),
    }),
    everyRow('invoiceables', staffRole),
    everyRow('invoiceables', systemRole),
    pgPolicy('invoiceables_seller', {
      for: 'all',
      to: sellerRole,
      using: sql`${table.sellerId} = ${boundSeller}`,
    }),
  ],
).enableRLS()
