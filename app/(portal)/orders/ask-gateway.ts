import 'server-only'
import { queryPayment } from '@/lib/billing/settlement/query-payment.flow'
import { describeError, log } from '@/lib/web/log'

/** Asks the gateway about an attempt and applies its answer. A failure is logged: the sweep asks again. */
export async function askGateway(attempt: { id: string; queryDue: boolean }): Promise<void> {
  if (!attempt.queryDue) return
  try {
    await queryPayment(attempt.id, { watched: true })
  } catch (error) {
    log.error({ flow: 'payment.query', error: describeError(error) }, 'a gateway was not asked')
  }
}

const PATIENCE_MS = 1500

/** The same for somebody who waits for the page: what takes longer goes on behind it. */
export async function askGatewayBriefly(attempt: { id: string; queryDue: boolean }): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))
  await Promise.race([askGateway(attempt), patience])
}
