import 'server-only'
import { takeConnection, type Statement, type Tx } from '@/db/client'
import type { Actor } from '@/lib/auth/actor'
import { isId } from '@/lib/kernel/id'
import { withoutValues } from './database-failure'

type Access = 'read write' | 'read only'

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

/**
 * Runs `body` in one transaction entered as the actor. Anything thrown rolls all of it back. What `last` says of the
 * result is written in one flight with COMMIT; if it cannot be, nothing is committed.
 */
export async function inTransaction<T>(
  actor: Actor,
  access: Access,
  body: (tx: Tx, now: Date) => Promise<T>,
  last?: (result: T, now: Date) => Statement | null,
): Promise<T> {
  const connection = await takeConnection()
  try {
    const results = await connection.head(headOf(actor, access))
    const now = new Date(String(results[1]?.[0]?.['now']))
    const result = await body(connection.tx, now)
    await connection.commit(last?.(result, now) ?? undefined)
    return result
  } catch (error) {
    // A broken connection cannot roll back, and need not: the server has done so.
    await connection.head('rollback').catch(() => undefined)
    throw withoutValues(error)
  } finally {
    connection.release()
  }
}
