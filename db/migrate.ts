import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

const FOLDER = join(process.cwd(), 'db/migrations')
/** Two servers that start at once on one cluster wait for each other: roles belong to the cluster. */
const LOCK = 8_112_026

/** Brings the schema up to date. Safe to call from several servers at once. */
export async function migrateDatabase(directUrl: string): Promise<void> {
  const client = postgres(directUrl, { max: 1, onnotice: () => undefined })
  try {
    await client`select pg_advisory_lock(${LOCK})`
    await migrate(drizzle(client), { migrationsFolder: FOLDER })
  } finally {
    await client.end()
  }
}
