import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { eachOf } from '@/lib/command/each-of'
import { issueApplication } from './issue-application.flow'
import { listApplicationsToAsk } from './issuing.queries'

const BATCH = 200
const AT_ONCE = 4

/** Asks the channels what became of the invoices they were asked for, with growing pauses; what is silent is asked again. */
export async function sweepInvoices(): Promise<{ asked: number; failed: number }> {
  const waiting = await listApplicationsToAsk(SYSTEM, BATCH)
  const { done, failed } = await eachOf('sweep-invoices', waiting, issueApplication, { atOnce: AT_ONCE })
  return { asked: done, failed }
}
