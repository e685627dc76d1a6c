import 'server-only'
import { sql } from 'drizzle-orm'
import journal from '@/db/migrations/meta/_journal.json'
import { SYSTEM } from '@/lib/auth/actor'
import { DatabaseFailure } from '@/lib/command/database-failure'
import { read } from '@/lib/command/read'

export type DatabaseState = 'ok' | 'read-only' | 'migrations-behind' | 'unreachable'

/** A load balancer gives up after a few seconds; the answer has to be there before. */
const PATIENCE_MS = 2000
/** The newest migration this server was built with. A database that is ahead of it serves it all the same. */
const NEWEST = Math.max(...journal.entries.map(({ when }) => when))

/** Whether the database answers in time, takes writes and has this server's schema, asked through the usual door. */
export async function databaseState(): Promise<DatabaseState> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<DatabaseState>((resolve) => {
    timer = setTimeout(() => resolve('unreachable'), PATIENCE_MS)
  })
  try {
    return await Promise.race([ask(), silence])
  } catch (error) {
    return stateOf(error)
  } finally {
    clearTimeout(timer)
  }
}

async function ask(): Promise<DatabaseState> {
  const [row] = await read(SYSTEM, (tx) =>
    tx.execute<{ closed: boolean; behind: boolean }>(
      sql`select pg_is_in_recovery() or current_setting('default_transaction_read_only')::bool as closed,
        coalesce((select max(created_at) from drizzle.__drizzle_migrations), 0) < ${String(NEWEST)}::bigint as behind`,
    ),
  )
  if (row?.closed) return 'read-only'
  return row?.behind ? 'migrations-behind' : 'ok'
}

/** SQLSTATEs of what is not there or not granted yet: class 42, and 22023 for a role that cannot be entered. */
function stateOf(error: unknown): DatabaseState {
  const missing = error instanceof DatabaseFailure && /^(42|22023$)/.test(error.code)
  return missing ? 'migrations-behind' : 'unreachable'
}
