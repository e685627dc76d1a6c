import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { describeError, log } from '@/lib/web/log'
import { issueApplication } from './issue-application.flow'
import { listApplicationsToAsk } from './issuing.queries'

const BATCH = 200
const AT_ONCE = 4

/** Asks the channels what became of the invoices they were asked for, with growing pauses; what is silent is asked again. */
export async function sweepInvoices(): Promise<{ asked: number; failed: number }> {
  const waiting = await listApplicationsToAsk(SYSTEM, BATCH)
  let asked = 0
  let failed = 0
  const worker = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        if (await issueApplication(id)) asked++
      } catch (error) {
        failed++
        log.error({ job: 'sweep-invoices', id, error: describeError(error) }, 'one of a sweep failed')
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { asked, failed }
}
