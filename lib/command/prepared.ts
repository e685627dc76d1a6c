import 'server-only'
import type { SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'

type Values = Readonly<Record<string, unknown>>
type Executable<Rows> = { execute(values?: Record<string, unknown>): Promise<Rows> }

const dialect = new PgDialect()

/**
 * A query that Drizzle writes once for each connection instead of at every call, which would take longer than running
 * it. Values go in by `sql.placeholder`. It is sent in the moment of the call: calls that are awaited together run in
 * the order in which they were made.
 */
export function prepared<Rows>(
  build: (tx: Tx) => Executable<Rows>,
): (tx: Tx, values: Values) => Promise<Rows> {
  const built = new WeakMap<Tx, Executable<Rows>>()
  return (tx, values) => {
    let query = built.get(tx)
    if (!query) built.set(tx, (query = build(tx)))
    return query.execute(values)
  }
}

/** The same for SQL written by hand, whose values are given as the driver takes them: text, numbers, lists of text. */
export function preparedSql<Row = Record<string, unknown>>(statement: SQL) {
  const query = dialect.sqlToQuery(statement)
  return prepared(
    (tx) => tx._.session.prepareQuery(query, undefined, undefined, false) as Executable<readonly Row[]>,
  )
}
