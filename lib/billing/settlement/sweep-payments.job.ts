import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { listPaymentsToQuery, listUnappliedNotices } from '@/lib/billing/payment/payment.queries'
import { describeError, log } from '@/lib/web/log'
import { queryPayment } from './query-payment.flow'
import { settlePayment } from './settle-payment.command'

const BATCH = 200
const AT_ONCE = 4

/** Heals what notices did not: applies those stored but not applied, and asks the gateways about open attempts. */
export async function sweepPayments(): Promise<{ applied: number; asked: number; failed: number }> {
  const notices = await listUnappliedNotices(SYSTEM, BATCH)
  const applied = await each(notices, async (noticeId) => {
    await settlePayment(SYSTEM, { noticeId })
  })
  const payments = await listPaymentsToQuery(SYSTEM, BATCH)
  const asked = await each(payments, async (paymentId) => {
    await queryPayment(paymentId)
  })
  return { applied: applied.done, asked: asked.done, failed: applied.failed + asked.failed }
}

/** A few at once; one that fails stops nobody and is tried again by the next sweep. */
async function each(ids: readonly string[], work: (id: string) => Promise<void>) {
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
