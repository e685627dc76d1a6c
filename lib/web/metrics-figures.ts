import 'server-only'
import { setTimeout } from 'node:timers/promises'
import { Gauge, Registry } from 'prom-client'
import { poolState } from '@/lib/command/enter'
import { queueState } from '@/lib/command/queue'
import { listFigures } from './metrics.queries'

/** A scrape is given up after ten seconds; what this process counted must arrive in any case. */
const PATIENCE_MS = 3000

/**
 * What waits in the database and for this process's connections, in the text format of Prometheus. Every server tells
 * the same of the database. Where that does not answer, its figures are left out and `billing_database_up` is 0.
 */
export async function writeFigures(): Promise<string> {
  const registry = new Registry()
  const note = (name: string, help: string, value: number, labels: Readonly<Record<string, string>> = {}) => {
    const known = registry.getSingleMetric(name) as Gauge | undefined
    const gauge = known ?? new Gauge({ name, help, labelNames: Object.keys(labels), registers: [registry] })
    gauge.set(labels, value)
  }

  const { size, ...connections } = poolState()
  note('billing_pool_size', 'How many connections this process may open', size)
  for (const [state, count] of Object.entries(connections))
    note('billing_pool', 'Connections of this process, and transactions waiting for one', count, { state })

  const [found, queue] = await Promise.all([answered(listFigures()), answered(queueState())])
  note('billing_database_up', 'Whether the database answered this question', found ? 1 : 0)
  for (const { name, help, value, labels } of found ?? []) note(name, help, value, labels)
  const { oldest, ...jobs } = queue ?? {}
  for (const [state, count] of Object.entries(jobs))
    note('billing_jobs', 'Jobs of the queue', count, { state })
  if (oldest !== undefined)
    note('billing_jobs_oldest_seconds', 'How long the oldest job that is due has waited', oldest)
  return registry.metrics()
}

async function answered<Found>(question: Promise<Found>): Promise<Found | undefined> {
  return Promise.race([question, setTimeout(PATIENCE_MS, undefined, { ref: false })]).catch(() => undefined)
}
