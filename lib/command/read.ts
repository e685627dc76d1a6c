import 'server-only'
import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/auth/actor'
import { inTransaction } from './enter'

/** The only way to read for a screen: a read-only transaction entered as the actor, with business now. */
export async function read<T>(actor: Actor, query: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
  return inTransaction(actor, 'read only', query)
}
