import 'server-only'
import { lockRefund } from '@/lib/billing/payment/refund.load'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { applyToldRefund } from './apply-told-refund.step'
import { applyRefundInput } from './refund.input'

/** Applies what a gateway answered about a refund. The same answer twice has one effect. */
export const applyRefund = command({
  name: 'refund.apply',
  by: 'system',
  input: applyRefundInput,
  async run({ tx, now }, { refundId, told }) {
    const found = await lockRefund(tx, refundId)
    if (!found) throw notFound()
    const { accountId, route } = found.refund
    // Diverted while the gateway was being asked: what it said is told by its notice as well.
    if (route === 'bank') return { outcome: 'nothing', accountId }
    const channelRefundNo = told.kind === 'done' ? told.channelRefundNo : null
    const when = { gateway: route, at: now, now, channelRefundNo }
    return { outcome: await applyToldRefund(tx, found, told, when), accountId }
  },
  audit: ({ refundId, told }, { outcome, accountId }) => ({
    subject: refundId,
    account: accountId,
    detail: { told: told.kind, outcome, ...(told.kind === 'refused' ? { code: told.code } : {}) },
  }),
})
