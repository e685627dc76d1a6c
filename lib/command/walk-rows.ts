import 'server-only'
import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { BUSINESS_ZONE } from '@/lib/kernel/calendar'

const ROWS_AT_ONCE = 2000

/** A row as the database writes it: bigints are their digits, moments begin with day and time of the business zone. */
export type WrittenRow = Record<string, string | null>

/**
 * Hands over every row of a query, some at a time, as long as `take` keeps up: a cursor within the reader's own
 * transaction, so all rows are of one moment and few of them in memory. No column may be a number to the driver.
 */
export async function walkRows<Row extends WrittenRow>(
  tx: Tx,
  cells: { readonly [Name in keyof Row]: SQLWrapper },
  query: (columns: Record<string, SQL.Aliased>) => SQLWrapper,
  take: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  const columns = Object.fromEntries(
    Object.entries<SQLWrapper>(cells).map(([name, cell]) => [name, sql`${cell}`.as(name)]),
  )
  await tx.execute(sql`select set_config('timezone', ${BUSINESS_ZONE}, true)`)
  await tx.execute(sql`declare walked no scroll cursor for ${query(columns).getSQL()}`)
  const fetch = () => {
    const rows = tx.execute(sql`fetch ${sql.raw(String(ROWS_AT_ONCE))} from walked`).then((found) => found)
    // Awaited below; but if `take` fails first, nobody is left to hear that this one failed too.
    rows.catch(() => undefined)
    return rows
  }
  // The database reads the next rows while these are written.
  for (let next = fetch(); ;) {
    const rows = await next
    if (rows.length === 0) return
    next = fetch()
    await take(rows as unknown as readonly Row[])
    // V8 carries a batch it could still reach once over into old memory: 200 MB of a million rows, if left full.
    rows.length = 0
  }
}
