import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import { Refusal } from '@/lib/kernel/refusal'

/** From a single statement to a gateway's whole patience, in seconds. */
const BUCKETS = [0.005, 0.02, 0.1, 0.5, 2, 10]

function openMetrics() {
  const registry = new Registry()
  const seconds = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Histogram({ name, help, labelNames: [...labelNames], buckets: BUCKETS, registers: [registry] })
  return {
    registry,
    answers: seconds('billing_http_seconds', 'Answers to requests, by the class of their status', ['status']),
    commands: seconds('billing_command_seconds', 'Writes: done, refused or failed', ['command', 'outcome']),
    jobs: seconds('billing_job_seconds', 'Turns of the worker and jobs of the queue', ['job', 'outcome']),
    gateways: seconds('billing_gateway_seconds', 'Calls to payment channels, by what they came to', [
      'channel',
      'call',
      'outcome',
    ]),
    notices: new Counter({
      name: 'billing_notices_total',
      help: 'Notices of payment channels, by what became of them at once',
      labelNames: ['channel', 'outcome'],
      registers: [registry],
    }),
  }
}

// The instrumentation and the routes are bundled apart: each would count for itself.
const kept = globalThis as unknown as { billingMetrics?: ReturnType<typeof openMetrics> }

/** What this process has counted since it started, in memory alone. Labels are words of the code, never content. */
export const metrics = (kept.billingMetrics ??= openMetrics())

/** Everything counted in this process, its own state included, in the text format of Prometheus. */
export async function writeMetrics(): Promise<string> {
  const { registry } = metrics
  // The state of the process costs a little all the time, so it is watched from the first question on.
  if (!registry.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: registry })
  return registry.metrics()
}

/** Notes every answer of this process, from the request's first line to the last byte. */
export function timeAnswers(): void {
  subscribe('http.server.request.start', (message) => {
    const { response } = message as { response: ServerResponse }
    const start = performance.now()
    response.once('close', () => {
      const status = response.writableFinished ? `${String(response.statusCode)[0]}xx` : 'cut-off'
      metrics.answers.observe({ status }, (performance.now() - start) / 1000)
    })
  })
}

type Timed = { observe(labels: Record<string, string>, seconds: number): void }

/** Does the work and notes how long it took and how it ended: refused, failed, or what `outcomeOf` makes of it. */
export async function timed<Result>(
  histogram: Timed,
  labels: Readonly<Record<string, string>>,
  work: () => Promise<Result>,
  outcomeOf: (result: Result) => string = () => 'done',
): Promise<Result> {
  const start = performance.now()
  let outcome = 'failed'
  try {
    const result = await work()
    outcome = outcomeOf(result)
    return result
  } catch (error) {
    if (error instanceof Refusal) outcome = 'refused'
    throw error
  } finally {
    histogram.observe({ ...labels, outcome }, (performance.now() - start) / 1000)
  }
}
