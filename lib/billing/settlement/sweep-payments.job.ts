import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { listPaymentsToQuery, listUnappliedNotices } from '@/lib/billing/payment/payment.queries'
import { listRefundsToFollow } from '@/lib/billing/payment/refund.queries'
import { eachOf } from '@/lib/command/each-of'
import { applyNotice } from './apply-notice.flow'
import { followRefund } from './follow-refund.flow'
import { queryPayment } from './query-payment.flow'

const BATCH = 200
const AT_ONCE = 4

export type PaymentSweep = { applied: number; asked: number; refunds: number; failed: number }

/**
 * Heals what notices did not: applies those stored but not applied, asks the gateways about open attempts, and takes
 * refunds on their next step.
 */
export async function sweepPayments(): Promise<PaymentSweep> {
  const each = (ids: readonly string[], work: (id: string) => Promise<unknown>) =>
    eachOf('sweep-payments', ids, async (id) => void (await work(id)), { atOnce: AT_ONCE })
  const applied = await each(await listUnappliedNotices(SYSTEM, BATCH), applyNotice)
  const asked = await each(await listPaymentsToQuery(SYSTEM, BATCH), queryPayment)
  const refunds = await each(await listRefundsToFollow(SYSTEM, BATCH), followRefund)
  const failed = applied.failed + asked.failed + refunds.failed
  return { applied: applied.done, asked: asked.done, refunds: refunds.done, failed }
}
