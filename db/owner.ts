import 'server-only'
import { sql } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '@/lib/env'

export type OwnerTx = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0]

/** Two servers that start at once on one database plant its first rows one after the other. */
const LOCK = 8_112_028

/** One transaction as the owner of the database, whom no row policy binds: for the rows a database begins with. */
export async function asOwner(body: (tx: OwnerTx, now: Date) => Promise<void>): Promise<void> {
  const client = postgres(env.DATABASE_DIRECT_URL, { max: 1, onnotice: () => undefined })
  try {
    await drizzle(client).transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
      const [clock] = await tx.execute<{ now: string }>(sql`select business_now() as now`)
      await body(tx, new Date(String(clock?.now)))
    })
  } finally {
    await client.end()
  }
}
