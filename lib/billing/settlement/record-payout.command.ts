import 'server-only'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { isPayoutKnown, lockRefund } from '@/lib/billing/payment/refund.load'
import { foldBankRef } from '@/lib/billing/transfer/transfer.rules'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { finishRefund } from './end-refund.step'
import { recordPayoutInput } from './refund.input'

/**
 * Finance has made the bank transfer of an approved refund: its number is kept and the refund is done. One transfer is
 * the end of one refund.
 */
export const recordPayout = command({
  name: 'refund.record-payout',
  by: 'admin.refunds.decide',
  input: recordPayoutInput,
  async run({ tx, actor, now }, { refundId, bankRef: typed }) {
    const bankRef = foldBankRef(typed)
    const found = await lockRefund(tx, refundId)
    if (!found) throw notFound()
    const { refund } = found
    await checkNoMember(tx, actor, refund.accountId)
    if (refund.status === 'done' && refund.bankRef === bankRef) return { refund }
    if (refund.route !== 'bank' || refund.status !== 'approved') throw new Refusal('refund.changed-meanwhile')
    if (await isPayoutKnown(tx, bankRef)) throw new Refusal('refund.bank-ref-used')
    await finishRefund(tx, found, { route: 'bank', at: now, userId: actor.userId, set: { bankRef } })
    return { refund }
  },
  audit: ({ refundId, bankRef }, { refund }) => ({
    subject: refundId,
    account: refund.accountId,
    detail: { refund: refund.number, amountFen: String(refund.amountFen), bankRef },
  }),
})
