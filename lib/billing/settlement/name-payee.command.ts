import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { noteOnRefund } from '@/lib/billing/payment/move-refund.step'
import { lockRefund } from '@/lib/billing/payment/refund.load'
import { refundLife } from '@/lib/billing/payment/refund.rules'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { namePayeeInput } from './refund.input'

/** Says where a bank refund goes, before it is approved; another person than this one approves it. */
export const namePayee = command({
  name: 'refund.name-payee',
  by: 'admin.refunds.decide',
  input: namePayeeInput,
  async run({ tx, actor }, { refundId, ...payee }) {
    const found = await lockRefund(tx, refundId)
    if (!found) throw notFound()
    const { refund } = found
    await checkNoMember(tx, actor, refund.accountId)
    if (refund.route !== 'bank' || !refundLife.can('approve', refund.status))
      throw new Refusal('refund.changed-meanwhile')
    await noteOnRefund(tx, refund, { ...payee, payeeBy: actor.userId, declineReason: null })
    return { refund }
  },
  audit: ({ refundId }, { refund }) => ({
    subject: refundId,
    account: refund.accountId,
    detail: { refund: refund.number, anew: refund.payeeAccount !== null },
  }),
})
