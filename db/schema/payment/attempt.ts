import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, money, oneOf, recordedAt, tenantPolicies, word } from '../../columns'
import { orders } from '../order'
import { gatewayChannels, paymentChannels } from './ways'

export const paymentStatuses = ['open', 'settled', 'closed'] as const

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
    index('payments_all_page').on(table.startedAt, table.id),
    foreignKey({
      name: 'payments_own_order',
      columns: [table.accountId, table.orderId],
      foreignColumns: [orders.accountId, orders.id],
    }),
    check('payments_channel_known', oneOf(table.channel, paymentChannels)),
    check('payments_status_known', oneOf(table.status, paymentStatuses)),
    // Only a gateway can be asked what became of an attempt.
    check(
      'payments_asked_at_gateways',
      sql`${table.nextQueryAt} is null or ${oneOf(table.channel, gatewayChannels)}`,
    ),
    check('payments_amount_positive', sql`${table.amountFen} > 0`),
    check(
      'payments_settled_has_moment',
      sql`(${table.status} = 'settled') = (${table.settledAt} is not null)`,
    ),
    ...tenantPolicies('payments', table.accountId),
  ],
).enableRLS()
