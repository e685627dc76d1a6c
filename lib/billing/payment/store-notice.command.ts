import 'server-only'
import { sql } from 'drizzle-orm'
import { paymentNotices } from '@/db/schema/payment'
import { command } from '@/lib/command/command'
import { prepared } from '@/lib/command/prepared'
import { newId } from '@/lib/kernel/id'
import { storeNoticeInput } from './payment.input'

// Gateways live in real time; where the test clock runs ahead, what they date is dated by it too.
const onBusinessClock = sql`${sql.placeholder('happenedAt')}::timestamptz
  + (select offset_ms * interval '1 millisecond' from business_clock)`

const insertNotice = prepared((tx) =>
  tx
    .insert(paymentNotices)
    .values({
      id: sql.placeholder('id'),
      channel: sql.placeholder('channel'),
      noticeId: sql.placeholder('noticeId'),
      source: sql.placeholder('source'),
      kind: sql.placeholder('kind'),
      outTradeNo: sql.placeholder('outTradeNo'),
      channelTradeNo: sql.placeholder('channelTradeNo'),
      // Not by the column's own encoder, which would make a text of null.
      amountFen: sql`${sql.placeholder('amountFen')}`,
      foreign: sql.placeholder('foreign'),
      happenedAt: onBusinessClock,
      refundNo: sql.placeholder('refundNo'),
      refundStatus: sql.placeholder('refundStatus'),
      payload: sql.placeholder('payload'),
    })
    .onConflictDoUpdate({
      target: [paymentNotices.channel, paymentNotices.noticeId],
      set: { copies: sql`${paymentNotices.copies} + 1` },
    })
    .returning({ id: paymentNotices.id, appliedAt: paymentNotices.appliedAt })
    .prepare('insert_notice'),
)

/** Transaction 1 of a notice: writes down what a gateway verifiably said. The same notice again only counts its copies. */
export const storeNotice = command({
  name: 'payment.store-notice',
  by: 'system',
  input: storeNoticeInput,
  first: (tx, input) =>
    insertNotice(tx, {
      ...input,
      id: newId(),
      amountFen: input.amountFen?.toString() ?? null,
      happenedAt: input.happenedAt?.toISOString() ?? null,
    }),
  async run(_context, _input, [stored]) {
    if (!stored) throw new Error('the notice was not written')
    return { noticeId: stored.id, applied: stored.appliedAt !== null }
  },
  audit: (input, { noticeId }) => ({
    subject: noticeId,
    detail: { channel: input.channel, kind: input.kind, outTradeNo: input.outTradeNo, source: input.source },
  }),
})
