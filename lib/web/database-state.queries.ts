import 'server-only'
import { sql } from 'drizzle-orm'
import { SYSTEM } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'

export type DatabaseState = 'ok' | 'read-only' | 'unreachable'

/** A load balancer gives up after a few seconds; the answer has to be there before. */
const PATIENCE_MS = 2000

/** Whether the database answers in time and takes writes, asked through the same door as everything else. */
export async function databaseState(): Promise<DatabaseState> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<DatabaseState>((resolve) => {
    timer = setTimeout(() => resolve('unreachable'), PATIENCE_MS)
  })
  try {
    return await Promise.race([ask(), silence])
  } catch {
    return 'unreachable'
  } finally {
    clearTimeout(timer)
  }
}

async function ask(): Promise<DatabaseState> {
  const [row] = await read(SYSTEM, (tx) =>
    tx.execute<{ closed: boolean }>(
      sql`select pg_is_in_recovery() or current_setting('default_transaction_read_only')::bool as closed`,
    ),
  )
  return row?.closed ? 'read-only' : 'ok'
}
