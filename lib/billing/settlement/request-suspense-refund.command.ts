import 'server-only'
import { checkNoMember, loadHolders } from '@/lib/billing/account/four-eyes.load'
import { moveSuspense } from '@/lib/billing/payment/move-suspense.step'
import { openRefund } from '@/lib/billing/payment/open-refund.step'
import { findAttemptId, findRefundById, lockSuspense } from '@/lib/billing/payment/refund.load'
import { routeOf } from '@/lib/billing/payment/refund.rules'
import { holdsOurMoney } from '@/lib/billing/payment/suspense.rules'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { requestSuspenseRefundInput } from './refund.input'
import { payeeIn } from './refund.rules'

/** Asks for money in suspense to go back whole to where it came from; another person approves it. */
export const requestSuspenseRefund = command({
  name: 'suspense.request-refund',
  by: 'admin.refunds.decide',
  input: requestSuspenseRefundInput,
  async run({ tx, actor, now }, { refundId, suspenseId, reason, ...payee }) {
    const found = await lockSuspense(tx, suspenseId)
    if (!found) throw notFound()
    const { entry, named } = found
    await checkNoMember(tx, actor, entry.accountId)
    const same = await findRefundById(tx, refundId)
    if (same?.suspenseId === suspenseId) return { refund: same }
    if (same) throw new Refusal('refund.id-reused')
    if (!holdsOurMoney(entry)) throw new Refusal('suspense.not-ours')
    const route = routeOf(entry.channel, entry.occurredAt, now)
    const to = route === 'bank' ? payeeIn(payee) : null
    await moveSuspense(tx, entry, named, 'refund')
    const holders = await loadHolders(tx, 'admin.refunds.decide')
    const refund = await openRefund(tx, {
      id: refundId,
      order: named,
      paymentId: await findAttemptId(tx, entry),
      suspenseId,
      reason: 'suspense',
      route,
      amountFen: entry.amountFen,
      tradeFen: entry.amountFen,
      outTradeNo: entry.outTradeNo,
      note: reason,
      requestedBy: actor.userId,
      payee: to,
      now,
      fourEyes: holders < 2 ? 'waived' : 'needed',
    })
    return { refund }
  },
  audit: ({ suspenseId, reason }, { refund }) => ({
    subject: suspenseId,
    account: refund.accountId,
    detail: { refund: refund.number, amountFen: String(refund.amountFen), route: refund.route, reason },
  }),
})
