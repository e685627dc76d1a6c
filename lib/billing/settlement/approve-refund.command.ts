import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { checkFourEyes, checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { checkReversed } from '@/lib/billing/invoice/check-reversed.load'
import { moveOrder } from '@/lib/billing/order/move-order.step'
import { orderLife } from '@/lib/billing/order/order.rules'
import { moveRefund } from '@/lib/billing/payment/move-refund.step'
import { lockRefund, type FoundRefund } from '@/lib/billing/payment/refund.load'
import { command } from '@/lib/command/command'
import { ZERO } from '@/lib/kernel/money'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { approveRefundInput } from './refund.input'
import { payeeAsRead } from './refund.rules'

/**
 * A second person agrees that money goes back: through the gateway it is sent at once, by bank it waits until finance
 * has made the transfer. What is invoiced of it is reversed before. Whoever asked for it or named the payee is not the second person.
 */
export const approveRefund = command({
  name: 'refund.approve',
  by: 'admin.refunds.decide',
  input: approveRefundInput,
  async run({ tx, actor, now }, { refundId, seen }) {
    const found = await lockRefund(tx, refundId)
    if (!found) throw notFound()
    const { refund } = found
    await checkNoMember(tx, actor, refund.accountId)
    const byBank = refund.route === 'bank'
    if (byBank && refund.payeeAccount === null) throw new Refusal('refund.payee-missing')
    // Another payee than the one that was read and compared is another refund.
    if (byBank && payeeAsRead(refund) !== seen) throw new Refusal('refund.changed-meanwhile')
    await checkReversed(tx, refundId)
    const makers = [refund.requestedBy, refund.payeeBy]
    const fourEyes = await checkFourEyes(tx, actor, 'admin.refunds.decide', makers)
    await moveRefund(tx, refund, 'approve', {
      decidedBy: actor.userId,
      decidedAt: now,
      fourEyes,
      nextQueryAt: byBank ? null : sql`now()`,
    })
    if (refund.reason === 'part-payment') await takeFromOrder(tx, found, actor.userId, now)
    return { refund, fourEyes }
  },
  audit: ({ refundId }, { refund, fourEyes }) => ({
    subject: refundId,
    account: refund.accountId,
    detail: { refund: refund.number, amountFen: String(refund.amountFen), route: refund.route, fourEyes },
  }),
})

/** The part that is kept for the order leaves it, so that it cannot pay for it any more. */
async function takeFromOrder(
  tx: Tx,
  { order, refund }: FoundRefund,
  userId: string,
  now: Date,
): Promise<void> {
  if (order?.heldFen !== refund.amountFen || !orderLife.can('return-part', order.status))
    throw new Refusal('refund.part-in-use')
  await moveOrder(tx, order, 'return-part', {
    at: now,
    userId,
    channel: 'corporate',
    set: { heldFen: ZERO },
  })
}
