import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { listPaymentsToQuery, listUnappliedNotices } from '@/lib/billing/payment/payment.queries'
import { listRefundsToFollow } from '@/lib/billing/payment/refund.queries'
import { describeError, log } from '@/lib/web/log'
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
  const applied = await each(await listUnappliedNotices(SYSTEM, BATCH), applyNotice)
  const asked = await each(await listPaymentsToQuery(SYSTEM, BATCH), queryPayment)
  const refunds = await each(await listRefundsToFollow(SYSTEM, BATCH), followRefund)
  const failed = applied.failed + asked.failed + refunds.failed
  return { applied: applied.done, asked: asked.done, refunds: refunds.done, failed }
}

/** A few at once; one that fails stops nobody and is tried again by the next sweep. */
async function each(ids: readonly string[], work: (id: string) => Promise<unknown>) {
  const waiting = [...ids]
  let done = 0
  let failed = 0
  const worker = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await work(id)
        done++
      } catch (error) {
        failed++
        log.error({ job: 'sweep-payments', id, error: describeError(error) }, 'one of a sweep failed')
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { done, failed }
}
