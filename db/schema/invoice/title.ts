import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, oneOf, recordedAt, tenantPolicies, word } from '../../columns'
import { accounts, users } from '../account'
import { invoiceKinds, titleKinds } from './words'

/** Whom an invoice names as its buyer; shown as "Invoice Information". A deleted one stays on what was applied for. */
export const titles = pgTable(
  'titles',
  {
    id: id().primaryKey(),
    accountId: id('account_id')
      .notNull()
      .references(() => accounts.id),
    kind: word('kind', titleKinds).notNull(),
    /** Only where the policy has the kind of invoice chosen here. */
    invoiceKind: word('invoice_kind', invoiceKinds),
    name: text('name').notNull(),
    taxpayerId: text('taxpayer_id'),
    bankName: text('bank_name'),
    bankAccount: text('bank_account'),
    registeredAddress: text('registered_address'),
    registeredPhone: text('registered_phone'),
    isDefault: boolean('is_default').notNull(),
    createdBy: id('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    deletedAt: instant('deleted_at'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    unique('titles_tenant').on(table.accountId, table.id),
    uniqueIndex('titles_one_default')
      .on(table.accountId)
      .where(sql`is_default and deleted_at is null`),
    index('titles_account').on(table.accountId, table.createdAt, table.id),
    check('titles_kind_known', oneOf(table.kind, titleKinds)),
    check('titles_invoice_kind_known', oneOf(table.invoiceKind, invoiceKinds)),
    // The tax bureau's import template, note 5: an enterprise's number is needed on general invoices too.
    check(
      'titles_number_unless_individual',
      sql`(${table.kind} = 'individual') or ${table.taxpayerId} is not null`,
    ),
    check(
      'titles_individual_general_only',
      sql`${table.kind} <> 'individual' or ${table.invoiceKind} is null or ${table.invoiceKind} in ('e_general', 'paper_general')`,
    ),
    ...tenantPolicies('titles', table.accountId),
  ],
).enableRLS()

/** Where invoices are sent: a mail address, and for paper a person and a place. */
export const sendingAddresses = pgTable(
  'sending_addresses',
  {
    id: id().primaryKey(),
    accountId: id('account_id')
      .notNull()
      .references(() => accounts.id),
    recipient: text('recipient').notNull(),
    phone: text('phone').notNull(),
    email: text('email').notNull(),
    /** GB/T 2260 codes and the names of their day: names change. */
    provinceCode: text('province_code').notNull(),
    cityCode: text('city_code').notNull(),
    districtCode: text('district_code').notNull(),
    regionName: text('region_name').notNull(),
    detail: text('detail').notNull(),
    isDefault: boolean('is_default').notNull(),
    createdBy: id('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    deletedAt: instant('deleted_at'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    unique('sending_addresses_tenant').on(table.accountId, table.id),
    uniqueIndex('sending_addresses_one_default')
      .on(table.accountId)
      .where(sql`is_default and deleted_at is null`),
    index('sending_addresses_account').on(table.accountId, table.createdAt, table.id),
    ...tenantPolicies('sending_addresses', table.accountId),
  ],
).enableRLS()
