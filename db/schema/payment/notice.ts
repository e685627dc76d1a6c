import { sql } from 'drizzle-orm'
import { check, index, integer, pgPolicy, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { everyRow, id, instant, money, oneOf, recordedAt, staffRole, systemRole, word } from '../../columns'
import { gatewayChannels } from './ways'

export const noticeKinds = ['paid', 'refund', 'closed', 'pending', 'other'] as const
export const noticeOutcomes = [
  'settled',
  'already-settled',
  'closed',
  'ignored',
  'suspense',
  'refund-recorded',
] as const
export const toldRefunds = ['done', 'closed', 'abnormal'] as const
export const foreignTo = ['app', 'seller', 'currency'] as const

/** What a gateway told us, stored before it is believed. `appliedAt` says that its effect is committed. */
export const paymentNotices = pgTable(
  'payment_notices',
  {
    id: id().primaryKey(),
    channel: word('channel', gatewayChannels).notNull(),
    noticeId: text('notice_id').notNull(),
    source: word('source', ['notice', 'query']).notNull(),
    kind: word('kind', noticeKinds).notNull(),
    outTradeNo: text('out_trade_no'),
    channelTradeNo: text('channel_trade_no'),
    amountFen: money('amount_fen'),
    foreign: word('foreign_to', foreignTo),
    happenedAt: instant('happened_at'),
    /** Our number of the refund a notice tells of, and what became of it. */
    refundNo: text('refund_no'),
    refundStatus: word('refund_status', toldRefunds),
    payload: text('payload').notNull(),
    receivedAt: recordedAt('received_at'),
    appliedAt: instant('applied_at'),
    /** Database time: when the sweep tries again what could not be applied. */
    nextApplyAt: instant('next_apply_at'),
    outcome: word('outcome', noticeOutcomes),
    copies: integer('copies').notNull().default(1),
  },
  (table) => [
    uniqueIndex('payment_notices_once').on(table.channel, table.noticeId),
    index('payment_notices_trade').on(table.outTradeNo),
    index('payment_notices_unapplied')
      .on(table.receivedAt)
      .where(sql`applied_at is null`),
    index('payment_notices_page').on(table.receivedAt, table.id),
    check('payment_notices_kind_known', oneOf(table.kind, noticeKinds)),
    check(
      'payment_notices_applied_has_outcome',
      sql`(${table.appliedAt} is null) = (${table.outcome} is null)`,
    ),
    pgPolicy('payment_notices_staff', { for: 'select', to: staffRole, using: sql`true` }),
    everyRow('payment_notices', systemRole),
  ],
).enableRLS()
