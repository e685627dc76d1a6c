import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgPolicy, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import {
  everyRow,
  id,
  instant,
  money,
  oneOf,
  ownAccount,
  portalRole,
  recordedAt,
  staffRole,
  systemRole,
  word,
} from '../../columns'
import { users } from '../account'
import { orders } from '../order'
import { paymentNotices } from './notice'
import { fourEyesStates, gatewayChannels } from './ways'

export const suspenseReasons = [
  'unknown-number',
  'wrong-amount',
  'wrong-seller',
  'wrong-app',
  'wrong-currency',
  'order-already-paid',
  'order-cancelled',
] as const

export const suspenseStatuses = ['open', 'assigning', 'assigned', 'refunding', 'refunded', 'noted'] as const

/** Money that arrived and belongs nowhere yet, until it is assigned to an order or given back. */
export const suspense = pgTable(
  'suspense',
  {
    id: id().primaryKey(),
    channel: word('channel', gatewayChannels).notNull(),
    reason: word('reason', suspenseReasons).notNull(),
    status: word('status', suspenseStatuses).notNull().default('open'),
    outTradeNo: text('out_trade_no').notNull(),
    channelTradeNo: text('channel_trade_no'),
    amountFen: money('amount_fen').notNull(),
    expectedFen: money('expected_fen'),
    /** The order the money named, if that was one of ours. */
    accountId: id('account_id'),
    orderId: id('order_id'),
    noticeId: id('notice_id')
      .notNull()
      .references(() => paymentNotices.id),
    occurredAt: instant('occurred_at').notNull(),
    /** The order one person proposes and another one agrees to. */
    assignedAccountId: id('assigned_account_id'),
    assignedOrderId: id('assigned_order_id'),
    assignReason: text('assign_reason'),
    /** What finance found out about money that is not ours to assign. */
    note: text('note'),
    proposedBy: id('proposed_by').references(() => users.id),
    proposedAt: instant('proposed_at'),
    decidedBy: id('decided_by').references(() => users.id),
    decidedAt: instant('decided_at'),
    fourEyes: word('four_eyes', fourEyesStates),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('suspense_once').on(table.channel, table.channelTradeNo),
    uniqueIndex('suspense_notice').on(table.noticeId),
    index('suspense_page').on(table.occurredAt, table.id),
    index('suspense_order').on(table.orderId),
    index('suspense_live')
      .on(table.status)
      .where(sql`status in ('open', 'assigning', 'refunding')`),
    foreignKey({
      name: 'suspense_own_order',
      columns: [table.accountId, table.orderId],
      foreignColumns: [orders.accountId, orders.id],
    }),
    foreignKey({
      name: 'suspense_assigned_order',
      columns: [table.assignedAccountId, table.assignedOrderId],
      foreignColumns: [orders.accountId, orders.id],
    }),
    check('suspense_reason_known', oneOf(table.reason, suspenseReasons)),
    check('suspense_status_known', oneOf(table.status, suspenseStatuses)),
    check(
      'suspense_assigned_names_order',
      sql`${table.status} not in ('assigning', 'assigned') or (${table.assignedOrderId} is not null and ${table.proposedBy} is not null)`,
    ),
    check(
      'suspense_two_people',
      sql`${table.fourEyes} is distinct from 'needed' or ${table.decidedBy} is distinct from ${table.proposedBy}`,
    ),
    pgPolicy('suspense_portal', { for: 'select', to: portalRole, using: ownAccount(table.accountId) }),
    everyRow('suspense', staffRole),
    everyRow('suspense', systemRole),
  ],
).enableRLS()
