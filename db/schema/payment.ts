import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import {
  everyRow,
  id,
  instant,
  money,
  oneOf,
  recordedAt,
  staffRole,
  systemRole,
  tenantPolicies,
  word,
} from '../columns'
import { orders } from './order'

export const paymentChannels = ['wechatpay', 'alipay'] as const
export const paymentStatuses = ['open', 'settled', 'closed'] as const
export const noticeKinds = ['paid', 'refund', 'closed', 'pending', 'other'] as const
export const noticeOutcomes = ['settled', 'already-settled', 'closed', 'ignored', 'suspense'] as const
export const foreignTo = ['app', 'seller', 'currency'] as const
export const suspenseReasons = [
  'unknown-number',
  'wrong-amount',
  'wrong-seller',
  'wrong-app',
  'wrong-currency',
  'order-already-paid',
  'order-cancelled',
] as const

/** One attempt at paying an order. Committed before the gateway hears of it; its parameters never change. */
export const payments = pgTable(
  'payments',
  {
    id: id().primaryKey(),
    accountId: id('account_id').notNull(),
    orderId: id('order_id').notNull(),
    channel: word('channel', paymentChannels).notNull(),
    outTradeNo: text('out_trade_no').notNull(),
    status: word('status', paymentStatuses).notNull(),
    amountFen: money('amount_fen').notNull(),
    description: text('description').notNull(),
    device: word('device', ['desktop', 'phone']).notNull(),
    /** What the payer opens: WeChat's code address or Alipay's page. Empty until the gateway has answered. */
    payUrl: text('pay_url'),
    startedAt: instant('started_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    settledAt: instant('settled_at'),
    closedAt: instant('closed_at'),
    /** Whether the gateway has confirmed that a closed attempt can no longer be paid. */
    gatewayClosedAt: instant('gateway_closed_at'),
    channelTradeNo: text('channel_trade_no'),
    /** Database time, not business time: when the sweep asks the gateway next. */
    nextQueryAt: instant('next_query_at'),
    lastQueryAt: instant('last_query_at'),
    queries: integer('queries').notNull().default(0),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('payments_out_trade_no_unique').on(table.outTradeNo),
    uniqueIndex('payments_channel_trade_no_unique')
      .on(table.channel, table.channelTradeNo)
      .where(sql`channel_trade_no is not null`),
    uniqueIndex('payments_one_settled_per_order')
      .on(table.orderId)
      .where(sql`status = 'settled'`),
    uniqueIndex('payments_one_open_per_order')
      .on(table.orderId)
      .where(sql`status = 'open'`),
    unique('payments_tenant').on(table.accountId, table.id),
    index('payments_order').on(table.orderId),
    index('payments_to_query')
      .on(table.nextQueryAt)
      .where(sql`next_query_at is not null`),
    index('payments_all_page').on(table.startedAt.desc(), table.id.desc()),
    foreignKey({
      name: 'payments_own_order',
      columns: [table.accountId, table.orderId],
      foreignColumns: [orders.accountId, orders.id],
    }),
    check('payments_channel_known', oneOf(table.channel, paymentChannels)),
    check('payments_status_known', oneOf(table.status, paymentStatuses)),
    check('payments_amount_positive', sql`${table.amountFen} > 0`),
    check(
      'payments_settled_has_moment',
      sql`(${table.status} = 'settled') = (${table.settledAt} is not null)`,
    ),
    ...tenantPolicies('payments', table.accountId),
  ],
).enableRLS()

/** What a gateway told us, stored before it is believed. `appliedAt` says that its effect is committed. */
export const paymentNotices = pgTable(
  'payment_notices',
  {
    id: id().primaryKey(),
    channel: word('channel', paymentChannels).notNull(),
    noticeId: text('notice_id').notNull(),
    source: word('source', ['notice', 'query']).notNull(),
    kind: word('kind', noticeKinds).notNull(),
    outTradeNo: text('out_trade_no'),
    channelTradeNo: text('channel_trade_no'),
    amountFen: money('amount_fen'),
    foreign: word('foreign_to', foreignTo),
    happenedAt: instant('happened_at'),
    payload: text('payload').notNull(),
    receivedAt: recordedAt('received_at'),
    appliedAt: instant('applied_at'),
    outcome: word('outcome', noticeOutcomes),
    copies: integer('copies').notNull().default(1),
  },
  (table) => [
    uniqueIndex('payment_notices_once').on(table.channel, table.noticeId),
    index('payment_notices_trade').on(table.outTradeNo),
    index('payment_notices_unapplied')
      .on(table.receivedAt)
      .where(sql`applied_at is null`),
    index('payment_notices_page').on(table.receivedAt.desc(), table.id.desc()),
    check('payment_notices_kind_known', oneOf(table.kind, noticeKinds)),
    check(
      'payment_notices_applied_has_outcome',
      sql`(${table.appliedAt} is null) = (${table.outcome} is null)`,
    ),
    pgPolicy('payment_notices_staff', { for: 'select', to: staffRole, using: sql`true` }),
    everyRow('payment_notices', systemRole),
  ],
).enableRLS()

/** Money that arrived and belongs nowhere yet. */
export const suspense = pgTable(
  'suspense',
  {
    id: id().primaryKey(),
    channel: word('channel', paymentChannels).notNull(),
    reason: word('reason', suspenseReasons).notNull(),
    outTradeNo: text('out_trade_no').notNull(),
    channelTradeNo: text('channel_trade_no'),
    amountFen: money('amount_fen').notNull(),
    expectedFen: money('expected_fen'),
    accountId: id('account_id'),
    orderId: id('order_id'),
    noticeId: id('notice_id')
      .notNull()
      .references(() => paymentNotices.id),
    occurredAt: instant('occurred_at').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('suspense_once').on(table.channel, table.channelTradeNo),
    uniqueIndex('suspense_notice').on(table.noticeId),
    index('suspense_page').on(table.occurredAt.desc(), table.id.desc()),
    foreignKey({
      name: 'suspense_own_order',
      columns: [table.accountId, table.orderId],
      foreignColumns: [orders.accountId, orders.id],
    }),
    check('suspense_reason_known', oneOf(table.reason, suspenseReasons)),
    pgPolicy('suspense_staff', { for: 'select', to: staffRole, using: sql`true` }),
    everyRow('suspense', systemRole),
  ],
).enableRLS()
