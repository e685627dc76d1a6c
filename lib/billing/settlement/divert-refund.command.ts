import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { moveRefund } from '@/lib/billing/payment/move-refund.step'
import { lockRefund } from '@/lib/billing/payment/refund.load'
import { mayDivert } from '@/lib/billing/payment/refund.rules'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { divertRefundInput } from './refund.input'

/** What the gateway could not give back is to go by bank, to a payee whom another person agrees to. */
export const divertRefund = command({
  name: 'refund.divert',
  by: 'admin.refunds.decide',
  input: divertRefundInput,
  async run({ tx, actor }, { refundId, reason, ...payee }) {
    const found = await lockRefund(tx, refundId)
    if (!found) throw notFound()
    const { refund } = found
    await checkNoMember(tx, actor, refund.accountId)
    if (!mayDivert(refund)) throw new Refusal('refund.not-divertible')
    await moveRefund(tx, refund, 'divert', {
      ...payee,
      payeeBy: actor.userId,
      route: 'bank',
      note: [refund.note, reason].filter(Boolean).join('\n'),
      declineReason: null,
      decidedBy: null,
      decidedAt: null,
      fourEyes: 'not-needed',
      nextQueryAt: null,
    })
    return { refund }
  },
  audit: ({ refundId, reason }, { refund }) => ({
    subject: refundId,
    account: refund.accountId,
    detail: { refund: refund.number, from: refund.route, trouble: refund.trouble, reason },
  }),
})
