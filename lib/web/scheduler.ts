import 'server-only'
import { env } from '@/lib/env'
import { carriesKey } from './bearer'
import { problem } from './respond'

/** The refusal of a call that does not carry the scheduler's secret; null for the scheduler. Compared in constant time. */
export function schedulerOnly(request: Request): Response | null {
  if (carriesKey(request, env.CRON_SECRET)) return null
  return problem(401, 'scheduler.secret', 'This address needs the scheduler’s secret as a bearer token.')
}
