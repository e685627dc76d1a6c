import 'server-only'
import { sql } from 'drizzle-orm'
import { paymentNotices } from '@/db/schema/payment'
import { command } from '@/lib/command/command'
import { newId } from '@/lib/kernel/id'
import { fen } from '@/lib/kernel/money'
import { storeNoticeInput } from './payment.input'

/** Transaction 1 of a notice: writes down what a gateway verifiably said. The same notice again only counts its copies. */
export const storeNotice = command({
  name: 'payment.store-notice',
  by: 'system',
  input: storeNoticeInput,
  async run({ tx }, input) {
    const [stored] = await tx
      .insert(paymentNotices)
      .values({
        ...input,
        id: newId(),
        amountFen: input.amountFen === null ? null : fen(input.amountFen),
        happenedAt: input.happenedAt && onBusinessClock(input.happenedAt),
      })
      .onConflictDoUpdate({
        target: [paymentNotices.channel, paymentNotices.noticeId],
        set: { copies: sql`${paymentNotices.copies} + 1` },
      })
      .returning({ id: paymentNotices.id, appliedAt: paymentNotices.appliedAt })
    if (!stored) throw new Error('the notice was not written')
    return { noticeId: stored.id, applied: stored.appliedAt !== null }
  },
  audit: (input, { noticeId }) => ({
    subject: noticeId,
    detail: { channel: input.channel, kind: input.kind, outTradeNo: input.outTradeNo, source: input.source },
  }),
})

/** Gateways live in real time; where the test clock runs ahead, what they date is dated by it too. */
function onBusinessClock(realTime: Date) {
  return sql`${realTime.toISOString()}::timestamptz + (select offset_ms * interval '1 millisecond' from business_clock)`
}
