import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

const FOLDER = join(process.cwd(), 'db/migrations')
/** Two servers that start at once on one cluster wait for each other: roles belong to the cluster. */
const LOCK = 8_112_026
/** A statement that waits for a table's lock makes everybody wait behind it, so it gives up soon and comes again. */
const LOCK_PATIENCE = '3s'
const PAUSE_MS = 2_000
const TRIES = 20

/**
 * Brings the schema up to date, all of it or nothing. Safe to call from several servers at once and while an older
 * version serves: where a table is busy for long it gives up after a minute or two, and nothing was changed.
 */
export async function migrateDatabase(directUrl: string): Promise<void> {
  const client = postgres(directUrl, { max: 1, onnotice: () => undefined })
  try {
    await client`select pg_advisory_lock(${LOCK})`
    await client.unsafe(`set lock_timeout = '${LOCK_PATIENCE}'`)
    for (let tries = 1; !(await migrated(client, tries === TRIES)); tries++) await setTimeout(PAUSE_MS)
  } finally {
    await client.end()
  }
}

/** False where a table stayed locked, unless this was the last try. */
async function migrated(client: postgres.Sql, last: boolean): Promise<boolean> {
  try {
    await migrate(drizzle(client), { migrationsFolder: FOLDER })
    return true
  } catch (error) {
    if (last || !isLockTimeout(error)) throw error
    return false
  }
}

/** SQLSTATE 55P03, lock_not_available. Drizzle wraps what the driver says. */
function isLockTimeout(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && at.code === '55P03') return true
  return false
}
