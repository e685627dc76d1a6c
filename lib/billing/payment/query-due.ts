import 'server-only'
import { sql, type SQL } from 'drizzle-orm'
import { payments } from '@/db/schema/payment'
import { WATCHED_QUERY_SECONDS } from './payment.rules'

/**
 * Whether a gateway may be asked about an attempt now. Database time: retries are no business fact. An attempt that
 * is settled, or closed at its gateway, is never due; one that somebody watches is due sooner than the sweep's pauses.
 */
export function queryDue(watched: boolean): SQL<boolean> {
  const soon = sql`${payments.lastQueryAt} <= now() - ${WATCHED_QUERY_SECONDS} * interval '1 second'`
  return sql<boolean>`coalesce(${payments.nextQueryAt} <= now() or (${payments.nextQueryAt} is not null and ${watched} and ${soon}), false)`
}
