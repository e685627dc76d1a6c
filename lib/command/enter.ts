import 'server-only'
import { takeConnection, type Connection, type Statement, type Tx } from '@/db/client'
import type { Actor } from '@/lib/auth/actor'
import { isId } from '@/lib/kernel/id'
import { unreachable, withoutValues } from './database-failure'

/** For the metrics: nobody else asks about connections. */
export { poolState } from '@/db/client'

type Access = 'read write' | 'read only'
type Head = Awaited<ReturnType<Connection['head']>>

function databaseRole(actor: Actor): 'auth' | 'portal' | 'staff' | 'seller' | 'system' {
  switch (actor.kind) {
    case 'member':
      return 'portal'
    case 'staff':
      return actor.sellerId === null ? 'staff' : 'seller'
    case 'system':
      return 'system'
    case 'stranger':
      return 'auth'
  }
}

/**
 * The head of every transaction, sent in one message with BEGIN: the database role, the account and the person
 * that row-level security compares with, and business now. Identifiers are checked, since they are inlined.
 */
function headOf(actor: Actor, access: Access): string {
  const accountId = actor.kind === 'member' ? actor.accountId : ''
  const userId = actor.kind === 'member' || actor.kind === 'staff' ? actor.userId : ''
  for (const value of [accountId, userId])
    if (value !== '' && !isId(value)) throw new Error('an actor carries something that is no id')
  return (
    `begin isolation level read committed ${access}; ` +
    `select set_config('role', '${databaseRole(actor)}', true), set_config('app.account_id', '${accountId}', true), ` +
    `set_config('app.user_id', '${userId}', true), business_now() as now`
  )
}

const nowIn = (head: Head) => new Date(String(head[1]?.[0]?.['now']))

/** Lends a connection to one transaction, which anything thrown rolls back. */
async function onConnection<T>(transaction: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await takeConnection().catch(unreachable)
  try {
    return await transaction(connection)
  } catch (error) {
    // A broken connection cannot roll back, and need not: the server has done so.
    await connection.head('rollback').catch(() => undefined)
    throw withoutValues(error)
  } finally {
    connection.release()
  }
}

type Ends<T, First> = {
  first?: (tx: Tx) => Promise<First> | undefined
  last?: (result: T, now: Date) => Statement | null
}

/**
 * Runs `body` in one transaction entered as the actor. Anything thrown rolls all of it back. What is asked `first` is
 * sent in one flight with BEGIN. What `last` says of the result is written in one flight with COMMIT; if it cannot be,
 * nothing is committed.
 */
export function inTransaction<T, First = undefined>(
  actor: Actor,
  access: Access,
  body: (tx: Tx, now: Date, found: First) => Promise<T>,
  { first, last }: Ends<T, First> = {},
): Promise<T> {
  return onConnection(async (connection) => {
    const begun = connection.head(headOf(actor, access))
    const [head, found] = await Promise.all([begun, startedBy(() => first?.(connection.tx))])
    const now = nowIn(head)
    const result = await body(connection.tx, now, found as First)
    await connection.commit(last?.(result, now) ?? undefined)
    return result
  })
}

/**
 * Runs a query in a read-only transaction entered as the actor, in one flight with its head. Without the head nothing
 * could be read: the login role has no rights of its own.
 */
export function inOneFlightWithHead<T>(actor: Actor, query: (tx: Tx) => Promise<T>): Promise<T> {
  return onConnection(async (connection) => {
    const head = connection.head(headOf(actor, 'read only'))
    const [result] = await Promise.all([startedBy(() => query(connection.tx)), head])
    await connection.commit()
    return result
  })
}

/** The same for queries that need nothing of each other: head, queries and COMMIT go in one flight. */
export function inOneFlight<Sent extends readonly Promise<unknown>[]>(
  actor: Actor,
  queries: (tx: Tx) => readonly [...Sent],
): Promise<Answers<Sent>> {
  return onConnection(async (connection) => {
    const head = connection.head(headOf(actor, 'read only'))
    const results = startedBy(() => Promise.all(queries(connection.tx)))
    const committed = connection.commit()
    // Where a query failed, that one says why; a COMMIT that was none only follows from it.
    committed.catch(() => undefined)
    const [answers] = await Promise.all([results, head])
    await committed
    return answers
  })
}

export type Answers<Sent extends readonly Promise<unknown>[]> = {
  -readonly [Position in keyof Sent]: Awaited<Sent[Position]>
}

/** What throws at once becomes a rejection, so that whoever waits for several hears of all. */
async function startedBy<T>(start: () => T): Promise<Awaited<T>> {
  return await start()
}
