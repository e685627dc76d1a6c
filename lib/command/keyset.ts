import 'server-only'
import { asc, desc, ilike, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import type { Cursor } from './page'

/** Where a page of a list ordered by (moment, id) begins, and in which direction it is walked. */
export function keyset(
  cursor: Cursor | null,
  at: PgColumn,
  id: PgColumn,
): { after: SQL | undefined; order: SQL[] } {
  const direction = cursor?.direction === 'newer' ? asc : desc
  const order = [direction(at), direction(id)]
  if (!cursor) return { after: undefined, order }
  const bound = sql`(${cursor.at.toISOString()}::timestamptz, ${cursor.id}::uuid)`
  const after = cursor.direction === 'older' ? sql`(${at}, ${id}) < ${bound}` : sql`(${at}, ${id}) > ${bound}`
  return { after, order }
}

export const COUNT_CAP = 1000

/** Exact up to 1,000; 1,001 stands for "more", since nobody waits for a count of millions. */
export async function countUpTo(tx: Tx, table: PgTable, where: SQL | undefined): Promise<number> {
  const capped = tx
    .select({ one: sql`1`.as('one') })
    .from(table)
    .where(where)
    .limit(COUNT_CAP + 1)
    .as('capped')
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(capped)
    .execute()
  return row?.count ?? 0
}

/** The rows whose columns contain what was searched for, letter for letter. */
export function containing(search: string | undefined, ...columns: readonly PgColumn[]): SQL | undefined {
  const wanted = search?.trim()
  if (!wanted) return undefined
  const pattern = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`
  return or(...columns.map((column) => ilike(column, pattern)))
}
