import { env } from '@/lib/env'
import { carriesKey } from '@/lib/web/bearer'
import { writeMetrics } from '@/lib/web/metrics'
import { writeFigures } from '@/lib/web/metrics-figures'
import { problem } from '@/lib/web/respond'

export const dynamic = 'force-dynamic'

/** What a Prometheus scrapes: what this process counted, and what waits in the database. Not there without a key. */
export async function GET(request: Request): Promise<Response> {
  if (!env.METRICS_KEY) return new Response(null, { status: 404 })
  if (!carriesKey(request, env.METRICS_KEY))
    return problem(401, 'metrics.key', 'This address needs the key of the metrics as a bearer token.')
  const [counted, waiting] = await Promise.all([writeMetrics(), writeFigures()])
  return new Response(`${counted}\n${waiting}`, {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
  })
}
