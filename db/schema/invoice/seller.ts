import { sql } from 'drizzle-orm'
import { check, jsonb, pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import { everyRow, id, money, portalRole, sellerRole, staffRole, systemRole } from '../../columns'
import { products, sellers } from '../catalog'

/** What stands on a seller's invoices, and through which channel each kind is issued. */
export const sellerInvoicing = pgTable(
  'seller_invoicing',
  {
    sellerId: id('seller_id')
      .primaryKey()
      .references(() => sellers.id),
    legalName: text('legal_name').notNull(),
    taxpayerId: text('taxpayer_id').notNull(),
    address: text('address').notNull(),
    phone: text('phone').notNull(),
    bankName: text('bank_name').notNull(),
    bankAccount: text('bank_account').notNull(),
    clerk: text('clerk').notNull(),
    rates: text('rates').array().notNull(),
    perInvoiceFen: money('per_invoice_fen').notNull(),
    /** Kind of invoice → channel. */
    channels: jsonb('channels').notNull().$type<unknown>(),
  },
  (table) => [
    check('seller_invoicing_limit_positive', sql`${table.perInvoiceFen} > 0`),
    pgPolicy('seller_invoicing_read', { for: 'select', to: [portalRole, sellerRole], using: sql`true` }),
    everyRow('seller_invoicing', staffRole),
    everyRow('seller_invoicing', systemRole),
  ],
).enableRLS()

/** What a product is called on an invoice, and its tax classification. */
export const invoiceItems = pgTable(
  'invoice_items',
  {
    productCode: text('product_code')
      .primaryKey()
      .references(() => products.code),
    name: text('name').notNull(),
    taxCode: text('tax_code').notNull(),
    /** A decimal rate, or `not-taxed`. */
    taxTreatment: text('tax_treatment').notNull(),
  },
  (table) => [
    check('invoice_items_code_form', sql`${table.taxCode} ~ '^[0-9]{19}$'`),
    pgPolicy('invoice_items_read', { for: 'select', to: [portalRole, sellerRole], using: sql`true` }),
    everyRow('invoice_items', staffRole),
    everyRow('invoice_items', systemRole),
  ],
).enableRLS()
