import 'server-only'
import { PgDatabase, PgDialect } from 'drizzle-orm/pg-core'
import { drizzle, PostgresJsSession, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '@/lib/env'

export type Tx = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>

type Pool = { sql: postgres.Sql; prepare: boolean }
// A development server reloads modules; the pool outlives them, or each reload would open another.
const kept = globalThis as unknown as { billingPool?: Pool | undefined }
const dialect = new PgDialect()

function pool(): Pool {
  if (!kept.billingPool) {
    const url = env.DATABASE_URL
    // Behind PgBouncer in transaction mode a prepared statement may meet another server connection.
    const prepare = !/[?&]pgbouncer=true/.test(url)
    const sql = postgres(url.replace(/[?&]pgbouncer=true/, ''), {
      max: env.DATABASE_POOL_SIZE,
      prepare,
      idle_timeout: 60,
      connect_timeout: 10,
      onnotice: () => undefined,
      connection: { application_name: 'billing-center' },
    })
    // Drizzle installs its own parsers on the client it is given; every connection of the pool shares them.
    drizzle(sql)
    kept.billingPool = { sql, prepare }
  }
  return kept.billingPool
}

/** One connection of the pool, for one transaction. Only `lib/command` may ask for it. */
export type Connection = {
  /** Several statements in one message, without parameters. Resolves to the rows of each. */
  head(statements: string): Promise<readonly (readonly Record<string, unknown>[])[]>
  tx: Tx
  release(): void
}

export async function takeConnection(): Promise<Connection> {
  const { sql, prepare } = pool()
  const reserved = await sql.reserve()
  // Drizzle calls unsafe(), which does not prepare unless told so: a third of a statement's time.
  const client = {
    options: sql.options,
    unsafe: (query: string, params: never[] = []) =>
      reserved.unsafe(query, params, { prepare: prepare && params.length > 0 }),
  } as unknown as postgres.Sql
  return {
    head: (statements) =>
      reserved.unsafe(statements).simple() as unknown as Promise<
        readonly (readonly Record<string, unknown>[])[]
      >,
    tx: new PgDatabase(
      dialect,
      new PostgresJsSession(client, dialect, undefined, {}),
      undefined,
    ) as unknown as Tx,
    release: () => reserved.release(),
  }
}

export async function closeDatabase(): Promise<void> {
  const { billingPool } = kept
  kept.billingPool = undefined
  await billingPool?.sql.end({ timeout: 5 })
}
