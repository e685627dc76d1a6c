import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
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
import { payments } from './attempt'
import { suspense } from './suspense'
import { fourEyesStates, gatewayChannels } from './ways'

export const refundReasons = [
  'asked',
  'paid-twice',
  'paid-after-cancel',
  'suspense',
  'excess',
  'part-payment',
  'console',
] as const
export const refundStatuses = [
  'requested',
  'declined',
  'approved',
  'processing',
  'abnormal',
  'closed',
  'done',
] as const
export const refundRoutes = [...gatewayChannels, 'bank'] as const

/** Money on its way back. Its number is fixed from the first moment: the gateway gives one number back once. */
export const refunds = pgTable(
  'refunds',
  {
    id: id().primaryKey(),
    /** Ours, told to the gateway; a retry keeps it. */
    number: text('number').notNull(),
    /** Empty where money of nobody known is given back. */
    accountId: id('account_id'),
    orderId: id('order_id'),
    paymentId: id('payment_id'),
    suspenseId: id('suspense_id').references(() => suspense.id),
    reason: word('reason', refundReasons).notNull(),
    status: word('status', refundStatuses).notNull(),
    /** Through the gateway that took the money, or by a bank transfer that finance makes. */
    route: word('route', refundRoutes).notNull(),
    amountFen: money('amount_fen').notNull(),
    /** What the gateway took in the trade that is refunded. */
    tradeFen: money('trade_fen').notNull(),
    outTradeNo: text('out_trade_no'),
    /** Units of the order's package that are locked from the request on. */
    lockedUnits: bigint('locked_units', { mode: 'bigint' })
      .notNull()
      .default(sql`0`),
    note: text('note'),
    requestedBy: id('requested_by').references(() => users.id),
    requestedAt: instant('requested_at').notNull(),
    decidedBy: id('decided_by').references(() => users.id),
    decidedAt: instant('decided_at'),
    declineReason: text('decline_reason'),
    fourEyes: word('four_eyes', fourEyesStates).notNull(),
    sentAt: instant('sent_at'),
    doneAt: instant('done_at'),
    channelRefundNo: text('channel_refund_no'),
    /** What the gateway said last where it did not go through, in its own code. */
    trouble: text('trouble'),
    /** Who named the payee of a bank transfer; may be another than who asked. */
    payeeBy: id('payee_by').references(() => users.id),
    payeeName: text('payee_name'),
    payeeBank: text('payee_bank'),
    payeeAccount: text('payee_account'),
    /** The number of the bank transfer that finance made. */
    bankRef: text('bank_ref'),
    /** Database time, not business time: when the sweep sends it or asks about it next. */
    nextQueryAt: instant('next_query_at'),
    queries: integer('queries').notNull().default(0),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    uniqueIndex('refunds_number_unique').on(table.number),
    uniqueIndex('refunds_suspense_once')
      .on(table.suspenseId)
      .where(sql`suspense_id is not null and status not in ('declined', 'closed')`),
    index('refunds_order').on(table.orderId),
    index('refunds_live')
      .on(table.status)
      .where(sql`status not in ('declined', 'closed', 'done')`),
    index('refunds_to_follow')
      .on(table.nextQueryAt)
      .where(sql`next_query_at is not null`),
    index('refunds_page').on(table.requestedAt, table.id),
    foreignKey({
      name: 'refunds_own_order',
      columns: [table.accountId, table.orderId],
      foreignColumns: [orders.accountId, orders.id],
    }),
    foreignKey({
      name: 'refunds_own_payment',
      columns: [table.accountId, table.paymentId],
      foreignColumns: [payments.accountId, payments.id],
    }),
    check('refunds_reason_known', oneOf(table.reason, refundReasons)),
    check('refunds_status_known', oneOf(table.status, refundStatuses)),
    check('refunds_route_known', oneOf(table.route, refundRoutes)),
    check('refunds_amount_within', sql`${table.amountFen} > 0 and ${table.amountFen} <= ${table.tradeFen}`),
    check(
      'refunds_two_people',
      sql`${table.fourEyes} <> 'needed' or ${table.decidedBy} is distinct from ${table.requestedBy}`,
    ),
    check(
      'refunds_payee_by_another',
      sql`${table.fourEyes} <> 'needed' or ${table.payeeBy} is null or ${table.decidedBy} is null or ${table.decidedBy} <> ${table.payeeBy}`,
    ),
    check('refunds_done_has_moment', sql`(${table.status} = 'done') = (${table.doneAt} is not null)`),
    check('refunds_gateway_names_trade', sql`${table.route} = 'bank' or ${table.outTradeNo} is not null`),
    pgPolicy('refunds_portal', { for: 'select', to: portalRole, using: ownAccount(table.accountId) }),
    everyRow('refunds', staffRole),
    everyRow('refunds', systemRole),
  ],
).enableRLS()
