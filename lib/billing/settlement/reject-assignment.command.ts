import 'server-only'
import { moveSuspense } from '@/lib/billing/payment/move-suspense.step'
import { lockSuspense } from '@/lib/billing/payment/refund.load'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { rejectAssignmentInput } from './suspense.input'

/** Turns down what somebody proposed, or takes back what one proposed oneself: the money waits in suspense again. */
export const rejectAssignment = command({
  name: 'suspense.reject-assignment',
  by: 'admin.refunds.decide',
  input: rejectAssignmentInput,
  async run({ tx }, { suspenseId, reason }) {
    const found = await lockSuspense(tx, suspenseId)
    if (!found) throw notFound()
    await moveSuspense(tx, found.entry, found.named, 'reject', {
      assignedAccountId: null,
      assignedOrderId: null,
      assignReason: null,
      proposedBy: null,
      proposedAt: null,
      note: reason,
    })
    return found.entry
  },
  audit: ({ suspenseId, reason }, entry) => ({
    subject: suspenseId,
    account: entry.assignedAccountId,
    detail: { amountFen: String(entry.amountFen), reason },
  }),
})
