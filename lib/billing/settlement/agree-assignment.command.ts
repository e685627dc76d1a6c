import 'server-only'
import type { Tx } from '@/db/client'
import { checkFourEyes, checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { loadProduct } from '@/lib/billing/catalog/catalog.load'
import type { Order } from '@/lib/billing/order/order.load'
import { moveSuspense } from '@/lib/billing/payment/move-suspense.step'
import { openAssignedPayment } from '@/lib/billing/payment/open-assigned-payment.step'
import { lockSuspense } from '@/lib/billing/payment/refund.load'
import { assignmentOf, suspenseLife } from '@/lib/billing/payment/suspense.rules'
import { command } from '@/lib/command/command'
import type { Money } from '@/lib/kernel/money'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { checkAssignable } from './assignment.rules'
import { creditExcess } from './credit-excess.step'
import { keepPart } from './keep-part.step'
import { settleOrder } from './settle-order.step'
import { agreeAssignmentInput } from './suspense.input'

/**
 * A second person agrees which order money in suspense was meant for: it pays the order, is kept for it until the rest
 * comes, or pays it and leaves something over.
 */
export const agreeAssignment = command({
  name: 'suspense.agree-assignment',
  by: 'admin.refunds.decide',
  input: agreeAssignmentInput,
  async run({ tx, actor, now }, { suspenseId, seen }) {
    const found = await lockSuspense(tx, suspenseId)
    if (!found) throw notFound()
    const { entry, named, assigned } = found
    // Another order than the one that was read and compared is another proposal.
    if (!suspenseLife.can('agree', entry.status) || assigned?.id !== seen)
      throw new Refusal('suspense.changed-meanwhile')
    await checkNoMember(tx, actor, assigned.accountId)
    const fourEyes = await checkFourEyes(tx, actor, 'admin.refunds.decide', [entry.proposedBy])
    checkAssignable(assigned)
    const decided = { decidedBy: actor.userId, decidedAt: now, fourEyes }
    await moveSuspense(tx, entry, named, 'agree', decided)
    const outcome = await putTowards(tx, assigned, entry.amountFen, { userId: actor.userId, now })
    return { entry, order: assigned, fourEyes, outcome }
  },
  audit: ({ suspenseId }, { entry, order, fourEyes, outcome }) => ({
    subject: suspenseId,
    account: order.accountId,
    detail: { order: order.number, amountFen: String(entry.amountFen), fourEyes, outcome },
  }),
})

async function putTowards(
  tx: Tx,
  order: Order,
  amountFen: Money,
  { userId, now }: { userId: string; now: Date },
): Promise<'part' | 'paid' | 'excess'> {
  const product = await loadProduct(tx, order.productCode)
  if (!product) throw new Error(`the product ${order.productCode} is gone`)
  const { settles, usedFen, excessFen } = assignmentOf(amountFen, order)
  const money = { order, product, from: 'suspense', channel: 'assigned', now } as const
  if (!settles) {
    await keepPart(tx, { ...money, amountFen: usedFen, userId })
    return 'part'
  }
  await settleOrder(tx, {
    order,
    payment: await openAssignedPayment(tx, order, product, now),
    product,
    receipts: [
      { ledger: 'held-for-customers', amountFen: order.heldFen },
      { ledger: 'suspense', amountFen: usedFen },
    ],
    channelTradeNo: null,
    paidAt: now,
    now,
    userId,
  })
  if (excessFen === 0n) return 'paid'
  await creditExcess(tx, { ...money, amountFen: excessFen, occurredAt: now })
  return 'excess'
}
