import 'server-only'
import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/auth/actor'
import { inOneFlight, inOneFlightWithHead, inTransaction, type Answers } from './enter'

/**
 * The way to read for a screen: a read-only transaction entered as the actor, with business now. A query that does not
 * take `now` is not kept waiting for it.
 */
export function read<T>(actor: Actor, query: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
  return query.length > 1
    ? inTransaction(actor, 'read only', query)
    : inOneFlightWithHead(actor, query as (tx: Tx) => Promise<T>)
}

/**
 * The same for what is asked most: queries that need nothing of each other, sent with BEGIN and COMMIT in one flight.
 * They must be under way when the function returns: prepared ones are, others by `.execute()`.
 */
export function readAtOnce<Sent extends readonly Promise<unknown>[]>(
  actor: Actor,
  queries: (tx: Tx) => readonly [...Sent],
): Promise<Answers<Sent>> {
  return inOneFlight(actor, queries)
}
