import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, money, oneOf, recordedAt, tenantPolicies, word } from '../columns'
import { accounts, users } from './account'
import { agreements, products } from './catalog'
import { policies } from './policy'

export const orderStatuses = [
  'pending-payment',
  'awaiting-confirmation',
  'paid',
  'cancelled',
  'expired',
  'partially-refunded',
  'refunded',
] as const
export const orderKinds = ['package', 'top-up', 'card'] as const
export const invoiceBases = ['payment', 'statement', 'none'] as const

export const orders = pgTable(
  'orders',
  {
    id: id().primaryKey(),
    number: text('number').notNull(),
    accountId: id('account_id')
      .notNull()
      .references(() => accounts.id),
    kind: word('kind', orderKinds).notNull(),
    status: word('status', orderStatuses).notNull(),
    productCode: text('product_code')
      .notNull()
      .references(() => products.code),
    /** Thousands of units of a package, whole cards, and one of a top-up. */
    quantity: integer('quantity').notNull(),
    unitPriceFen: money('unit_price_fen').notNull(),
    amountFen: money('amount_fen').notNull(),
    refundedFen: money('refunded_fen')
      .notNull()
      .default(sql`0`),
    /** Asked back and not yet given: counts against what may still be refunded. */
    refundingFen: money('refunding_fen')
      .notNull()
      .default(sql`0`),
    /** Part of the amount that has arrived and is kept for this order until the rest comes. */
    heldFen: money('held_fen')
      .notNull()
      .default(sql`0`),
    /** Money that named this order and lies in suspense until finance has decided. */
    suspendedFen: money('suspended_fen')
      .notNull()
      .default(sql`0`),
    invoiceBasis: word('invoice_basis', invoiceBases).notNull(),
    policyVersion: integer('policy_version')
      .notNull()
      .references(() => policies.version),
    agreementCode: text('agreement_code').notNull(),
    agreementVersion: integer('agreement_version').notNull(),
    placedBy: id('placed_by')
      .notNull()
      .references(() => users.id),
    placedAt: instant('placed_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    paidAt: instant('paid_at'),
    paidChannel: text('paid_channel'),
    closedAt: instant('closed_at'),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('orders_number_unique').on(table.number),
    unique('orders_tenant').on(table.accountId, table.id),
    index('orders_page').on(table.accountId, table.placedAt, table.id),
    index('orders_status_page').on(table.accountId, table.status, table.placedAt, table.id),
    index('orders_all_page').on(table.placedAt, table.id),
    index('orders_due')
      .on(table.expiresAt)
      .where(sql`status = 'pending-payment'`),
    foreignKey({
      name: 'orders_agreement',
      columns: [table.agreementCode, table.agreementVersion],
      foreignColumns: [agreements.code, agreements.version],
    }),
    check('orders_status_known', oneOf(table.status, orderStatuses)),
    check('orders_kind_known', oneOf(table.kind, orderKinds)),
    check('orders_basis_known', oneOf(table.invoiceBasis, invoiceBases)),
    check('orders_quantity_positive', sql`${table.quantity} > 0`),
    check(
      'orders_amount_is_price_times_quantity',
      sql`${table.amountFen} = ${table.unitPriceFen} * ${table.quantity} and ${table.amountFen} > 0`,
    ),
    check(
      'orders_refund_within',
      sql`${table.refundedFen} >= 0 and ${table.refundingFen} >= 0 and ${table.refundedFen} + ${table.refundingFen} <= ${table.amountFen}`,
    ),
    check('orders_held_within', sql`${table.heldFen} >= 0 and ${table.heldFen} < ${table.amountFen}`),
    check('orders_suspended_not_negative', sql`${table.suspendedFen} >= 0`),
    // Money that is kept for an order keeps the order: it can neither expire nor be cancelled.
    check(
      'orders_with_money_stay',
      sql`${table.heldFen} = 0 or ${table.status} not in ('cancelled', 'expired')`,
    ),
    check(
      'orders_paid_has_moment',
      sql`(${table.status} in ('paid', 'partially-refunded', 'refunded')) = (${table.paidAt} is not null and ${table.paidChannel} is not null)`,
    ),
    ...tenantPolicies('orders', table.accountId),
  ],
).enableRLS()

export const orderVerbs = [
  'place',
  'start-payment',
  'submit-transfer',
  'reject-transfer',
  'accept-part',
  'return-part',
  'settle',
  'cancel',
  'expire',
  'refund-part',
  'refund-whole',
] as const

/** The history of an order: each verb that moved it, with who and when. */
export const orderEvents = pgTable(
  'order_events',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    orderId: id('order_id').notNull(),
    verb: word('verb', orderVerbs).notNull(),
    status: word('status', orderStatuses).notNull(),
    channel: text('channel'),
    userId: id('user_id').references(() => users.id),
    at: instant('at').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    index('order_events_order').on(table.orderId, table.id),
    foreignKey({
      name: 'order_events_own_order',
      columns: [table.accountId, table.orderId],
      foreignColumns: [orders.accountId, orders.id],
    }),
    check('order_events_verb_known', oneOf(table.verb, orderVerbs)),
    check('order_events_status_known', oneOf(table.status, orderStatuses)),
    ...tenantPolicies('order_events', table.accountId),
  ],
).enableRLS()
