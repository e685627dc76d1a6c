import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgPolicy, pgTable, primaryKey, unique } from 'drizzle-orm/pg-core'
import { id, instant, money, recordedAt, sellerRole, tenantPolicies } from '../../columns'
import { sellers } from '../catalog'
import { invoiceApplications } from './application'
import { invoiceables } from './invoiceable'

/** What a refund did to the quota of what it gives back: lowered where free, held where invoiced, a deficit where neither. */
export const quotaRefunds = pgTable(
  'quota_refunds',
  {
    refundId: id('refund_id').notNull(),
    invoiceableId: id('invoiceable_id').notNull(),
    accountId: id('account_id').notNull(),
    loweredFen: money('lowered_fen').notNull(),
    /** Kept from being invoiced again while its invoice is being reversed. */
    heldFen: money('held_fen').notNull(),
    deficitFen: money('deficit_fen').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    primaryKey({ columns: [table.refundId, table.invoiceableId] }),
    index('quota_refunds_invoiceable').on(table.invoiceableId),
    foreignKey({
      name: 'quota_refunds_own_invoiceable',
      columns: [table.accountId, table.invoiceableId],
      foreignColumns: [invoiceables.accountId, invoiceables.id],
    }),
    check(
      'quota_refunds_not_negative',
      sql`${table.loweredFen} >= 0 and ${table.heldFen} >= 0 and ${table.deficitFen} >= 0`,
    ),
    pgPolicy('quota_refunds_seller', {
      for: 'all',
      to: sellerRole,
      using: sql`${table.invoiceableId} in (select id from invoiceables)`,
      withCheck: sql`${table.invoiceableId} in (select id from invoiceables)`,
    }),
    ...tenantPolicies('quota_refunds', table.accountId),
  ],
).enableRLS()

/** Given back although it stands on an application: the next one of the same key is that much smaller. */
export const deficits = pgTable(
  'deficits',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    invoiceableId: id('invoiceable_id').notNull(),
    sellerId: id('seller_id')
      .notNull()
      .references(() => sellers.id),
    amountFen: money('amount_fen').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    /** The application that nets it; taken back when that one is rejected or withdrawn. */
    claimedBy: id('claimed_by'),
    /** Netted by an issued invoice, or gone with the reversal of the one it stood on. */
    settledAt: instant('settled_at'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    unique('deficits_tenant').on(table.accountId, table.id),
    index('deficits_open')
      .on(table.accountId)
      .where(sql`settled_at is null`),
    index('deficits_claimed')
      .on(table.claimedBy)
      .where(sql`claimed_by is not null`),
    foreignKey({
      name: 'deficits_own_invoiceable',
      columns: [table.accountId, table.invoiceableId],
      foreignColumns: [invoiceables.accountId, invoiceables.id],
    }),
    foreignKey({
      name: 'deficits_own_application',
      columns: [table.accountId, table.claimedBy],
      foreignColumns: [invoiceApplications.accountId, invoiceApplications.id],
    }),
    check('deficits_positive', sql`${table.amountFen} > 0`),
    pgPolicy('deficits_seller', {
      for: 'all',
      to: sellerRole,
      using: sql`${table.invoiceableId} in (select id from invoiceables)`,
      withCheck: sql`${table.invoiceableId} in (select id from invoiceables)`,
    }),
    ...tenantPolicies('deficits', table.accountId),
  ],
).enableRLS()
