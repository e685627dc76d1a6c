import 'server-only'
import { sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { HINT_PAUSE_SECONDS } from './channel.rules'

/**
 * When a question that is due at `nextQueryAt`, so many seconds after the last one, is due once somebody hints at an
 * answer: now, but no sooner than a pause after the last. Now is the clock's, not the transaction's: a copy that waited
 * for another began before that one moved it.
 */
export function hintedAt(nextQueryAt: PgColumn, afterSeconds: number): SQL {
  const pause = sql`${HINT_PAUSE_SECONDS - afterSeconds} * interval '1 second'`
  return sql`greatest(clock_timestamp(), ${nextQueryAt} + ${pause})`
}
