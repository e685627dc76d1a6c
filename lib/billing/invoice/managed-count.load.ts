import 'server-only'
import { sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { invoiceApplications, sendingAddresses, titles } from '@/db/schema/invoice'
import { COUNT_CAP } from '@/lib/command/keyset'
import { preparedSql } from '@/lib/command/prepared'

/** How much an account has of what Invoice Management keeps; 1,001 stands for more than a thousand. */
export type ManagedCounts = Record<'requested' | 'information' | 'addresses', number>

const kept = (table: PgTable, gone: 'removed_at' | 'deleted_at') => sql`(select count(*)::int from (
  select from ${table} where account_id = ${sql.placeholder('accountId')} and ${sql.identifier(gone)} is null
  limit ${sql.raw(String(COUNT_CAP + 1))}) capped)`

const counts = preparedSql<ManagedCounts>(sql`select
  ${kept(invoiceApplications, 'removed_at')} as requested,
  ${kept(titles, 'deleted_at')} as information,
  ${kept(sendingAddresses, 'deleted_at')} as addresses`)

export async function countManaged(tx: Tx, accountId: string): Promise<ManagedCounts> {
  const [row] = await counts(tx, { accountId })
  return row ?? { requested: 0, information: 0, addresses: 0 }
}
