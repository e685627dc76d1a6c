import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'
import { problem } from './respond'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** The refusal of a call that does not carry the scheduler's secret; null for the scheduler. Compared in constant time. */
export function schedulerOnly(request: Request): Response | null {
  const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  if (timingSafeEqual(digest(given), digest(env.CRON_SECRET))) return null
  return problem(401, 'scheduler.secret', 'This address needs the scheduler’s secret as a bearer token.')
}
