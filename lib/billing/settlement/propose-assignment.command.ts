import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { findOrderByNumber } from '@/lib/billing/order/order.load'
import { moveSuspense } from '@/lib/billing/payment/move-suspense.step'
import { lockSuspense } from '@/lib/billing/payment/refund.load'
import { holdsOurMoney } from '@/lib/billing/payment/suspense.rules'
import { command } from '@/lib/command/command'
import { InvalidInput, notFound, Refusal } from '@/lib/kernel/refusal'
import { checkAssignable } from './assignment.rules'
import { proposeAssignmentInput } from './suspense.input'

/** One person says which order money in suspense was meant for, and why; another one agrees. */
export const proposeAssignment = command({
  name: 'suspense.propose-assignment',
  by: 'admin.refunds.decide',
  input: proposeAssignmentInput,
  async run({ tx, actor, now }, { suspenseId, orderNumber, reason }) {
    const order = await findOrderByNumber(tx, orderNumber)
    const found = await lockSuspense(tx, suspenseId, order?.id)
    if (!found) throw notFound()
    const { entry, named, assigned } = found
    if (!holdsOurMoney(entry)) throw new Refusal('suspense.not-ours')
    if (!assigned) throw new InvalidInput({ orderNumber: 'order-unknown' })
    await checkNoMember(tx, actor, assigned.accountId)
    checkAssignable(assigned)
    await moveSuspense(tx, entry, named, 'propose', {
      assignedAccountId: assigned.accountId,
      assignedOrderId: assigned.id,
      assignReason: reason,
      proposedBy: actor.userId,
      proposedAt: now,
      note: null,
    })
    return { entry, order: assigned }
  },
  audit: ({ suspenseId, reason }, { entry, order }) => ({
    subject: suspenseId,
    account: order.accountId,
    detail: { order: order.number, amountFen: String(entry.amountFen), reason },
  }),
})
