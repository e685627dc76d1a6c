import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, recordedAt, tenantPolicies } from '../columns'
import { products } from './catalog'
import { orders } from './order'

/** Units bought in one order, usable until they expire. */
export const packages = pgTable(
  'packages',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    orderId: id('order_id').notNull(),
    productCode: text('product_code')
      .notNull()
      .references(() => products.code),
    units: bigint('units', { mode: 'bigint' }).notNull(),
    remainingUnits: bigint('remaining_units', { mode: 'bigint' }).notNull(),
    /** Asked back: neither usable nor gone until the refund is done or came to nothing. */
    lockedUnits: bigint('locked_units', { mode: 'bigint' })
      .notNull()
      .default(sql`0`),
    refundedUnits: bigint('refunded_units', { mode: 'bigint' })
      .notNull()
      .default(sql`0`),
    validFrom: instant('valid_from').notNull(),
    /** Exclusive: the first moment at which the package is no longer valid. */
    expiresAt: instant('expires_at').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('packages_one_per_order').on(table.orderId),
    index('packages_account').on(table.accountId, table.productCode, table.expiresAt),
    foreignKey({
      name: 'packages_own_order',
      columns: [table.accountId, table.orderId],
      foreignColumns: [orders.accountId, orders.id],
    }),
    check(
      'packages_remaining_within',
      sql`${table.remainingUnits} >= 0 and ${table.lockedUnits} >= 0 and ${table.refundedUnits} >= 0 and ${table.remainingUnits} + ${table.lockedUnits} + ${table.refundedUnits} <= ${table.units}`,
    ),
    check('packages_valid_span', sql`${table.expiresAt} > ${table.validFrom}`),
    ...tenantPolicies('packages', table.accountId),
  ],
).enableRLS()
