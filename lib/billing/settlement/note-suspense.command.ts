import 'server-only'
import { moveSuspense } from '@/lib/billing/payment/move-suspense.step'
import { lockSuspense } from '@/lib/billing/payment/refund.load'
import { holdsOurMoney } from '@/lib/billing/payment/suspense.rules'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { noteSuspenseInput } from './suspense.input'

/** What another app or seller received, or came in another currency, is not ours to move: what was found is noted. */
export const noteSuspense = command({
  name: 'suspense.note',
  by: 'admin.refunds.decide',
  input: noteSuspenseInput,
  async run({ tx, actor, now }, { suspenseId, note }) {
    const found = await lockSuspense(tx, suspenseId)
    if (!found) throw notFound()
    const { entry, named } = found
    if (holdsOurMoney(entry)) throw new Refusal('suspense.must-be-decided')
    await moveSuspense(tx, entry, named, 'note', { note, decidedBy: actor.userId, decidedAt: now })
    return entry
  },
  audit: ({ suspenseId, note }, entry) => ({
    subject: suspenseId,
    account: entry.accountId,
    detail: { reason: entry.reason, note },
  }),
})
