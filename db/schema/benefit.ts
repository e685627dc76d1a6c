import { foreignKey, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, money, recordedAt, tenantPolicies } from '../columns'
import { orders } from './order'

/** A stored-value card: prepaid money of one order. What is left on it is the balance of its own ledger. */
export const cards = pgTable(
  'cards',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    orderId: id('order_id').notNull(),
    number: text('number').notNull(),
    /** What it was bought for. */
    faceFen: money('face_fen').notNull(),
    grantedAt: instant('granted_at').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    unique('cards_tenant').on(table.accountId, table.id),
    uniqueIndex('cards_number_unique').on(table.number),
    uniqueIndex('cards_one_per_order').on(table.orderId),
    foreignKey({
      name: 'cards_own_order',
      columns: [table.accountId, table.orderId],
      foreignColumns: [orders.accountId, orders.id],
    }),
    ...tenantPolicies('cards', table.accountId),
  ],
).enableRLS()
