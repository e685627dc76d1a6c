import 'server-only'
import { PgDatabase, PgDialect } from 'drizzle-orm/pg-core'
import { drizzle, PostgresJsSession, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '@/lib/env'

export type Tx = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>

/** SQL whose parameters are text already, so that nothing can fail between writing it and sending it. */
export type Statement = { readonly text: string; readonly params: readonly (string | null)[] }

/** One connection of the pool, for one transaction. Only `lib/command` may ask for it. */
export type Connection = {
  /** Several statements in one message, without parameters. Resolves to the rows of each. */
  head(statements: string): Promise<readonly (readonly Record<string, unknown>[])[]>
  /** The same object for every transaction of this connection: what was prepared with it stays prepared. */
  tx: Tx
  /** COMMIT, in one flight with the last statement if there is one. Throws unless both were done. */
  commit(last?: Statement): Promise<void>
  release(): void
}

type Slot = { take(): Promise<Connection>; end(seconds: number): Promise<void> }
type Pool = { free: Slot[]; all: Set<Slot>; waiting: ((slot: Slot) => void)[] }
// A development server reloads modules; the pool outlives them, or each reload would open another.
const kept = globalThis as unknown as { billingPool?: Pool | undefined }
const dialect = new PgDialect()

function openClient(onClose: () => void): { sql: postgres.Sql; prepare: boolean } {
  // Behind PgBouncer in transaction mode a prepared statement may meet another server connection.
  const prepare = !env.DATABASE_POOLED
  const sql = postgres(env.DATABASE_URL, {
    max: 1,
    prepare,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => undefined,
    onclose: onClose,
    connection: { application_name: 'billing-center' },
  })
  // Drizzle installs its own parsers on the client it is given.
  drizzle(sql)
  return { sql, prepare }
}

/**
 * A client of one connection, given up when that closes: asked to reserve again, postgres.js may hand the broken
 * connection's error to the next caller, and lose the new connection.
 */
function openSlot(): Slot {
  let reserved: postgres.ReservedSql | null = null
  const { sql, prepare } = openClient(() => {
    reserved = null
    discard(slot)
  })

  // Sends at once: a connection runs what it is sent in the order of sending, whether or not answers are awaited.
  function send(text: string, params: never[] = []) {
    // postgres.js would connect again and run the rest outside of the transaction that was lost.
    if (!reserved) throw new Error('the connection was lost within a transaction')
    // Drizzle calls unsafe(), which does not prepare unless told so: a third of a statement's time.
    return reserved.unsafe(text, params, { prepare: prepare && params.length > 0 }).execute()
  }

  const client = { options: sql.options, unsafe: send } as unknown as postgres.Sql
  const session = new PostgresJsSession(client, dialect, undefined, {})
  const tx = new PgDatabase(dialect, session, undefined) as unknown as Tx

  const connection: Connection = {
    tx,
    async head(statements) {
      return (await send(statements)) as unknown as readonly (readonly Record<string, unknown>[])[]
    },
    async commit(last) {
      const said = last && send(last.text, last.params as never[])
      // COMMIT of a transaction in which something failed rolls back and says so, without an error.
      const [ended] = await Promise.all([send('commit'), said])
      if (ended.command !== 'COMMIT') throw new Error('the transaction was rolled back, not committed')
    },
    release() {
      reserved?.release()
      reserved = null
      giveBack(slot)
    },
  }
  const slot: Slot = {
    async take() {
      reserved = await sql.reserve()
      return connection
    },
    end: (seconds) => sql.end({ timeout: seconds }),
  }
  return slot
}

function pool(): Pool {
  kept.billingPool ??= { free: [], all: new Set(), waiting: [] }
  return kept.billingPool
}

function addSlot(): Slot {
  const slot = openSlot()
  pool().all.add(slot)
  return slot
}

function freeSlot(): Slot | Promise<Slot> {
  const { free, all, waiting } = pool()
  const slot = free.pop()
  if (slot) return slot
  if (all.size < env.DATABASE_POOL_SIZE) return addSlot()
  return new Promise((resolve) => waiting.push(resolve))
}

function giveBack(slot: Slot): void {
  const { free, all, waiting } = pool()
  if (!all.has(slot)) return
  const next = waiting.shift()
  if (next) next(slot)
  else free.push(slot)
}

function discard(slot: Slot): void {
  const { free, all, waiting } = pool()
  if (!all.delete(slot)) return
  if (free.includes(slot)) free.splice(free.indexOf(slot), 1)
  void slot.end(0)
  const next = waiting.shift()
  if (next) next(addSlot())
}

export async function takeConnection(): Promise<Connection> {
  const slot = await freeSlot()
  try {
    return await slot.take()
  } catch (error) {
    discard(slot)
    throw error
  }
}

/** How the connections of this process are used: open, of them idle, and how many transactions wait for one. */
export function poolState(): { size: number; open: number; idle: number; waiting: number } {
  const { free, all, waiting } = pool()
  return { size: env.DATABASE_POOL_SIZE, open: all.size, idle: free.length, waiting: waiting.length }
}

export async function closeDatabase(): Promise<void> {
  const { billingPool } = kept
  kept.billingPool = undefined
  await Promise.all([...(billingPool?.all ?? [])].map((slot) => slot.end(5)))
}
