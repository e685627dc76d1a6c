import { sql } from 'drizzle-orm'
import { customType, text, timestamp, uuid, type PgColumn } from 'drizzle-orm/pg-core'
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core'
import { fen, type Money } from '@/lib/kernel/money'

/** The roles a connection can enter; `billing_app` itself may do nothing. Made by the first migration. */
export const authRole = pgRole('auth').existing()
export const portalRole = pgRole('portal').existing()
export const staffRole = pgRole('staff').existing()
export const sellerRole = pgRole('seller').existing()
export const systemRole = pgRole('system').existing()

const moneyType = customType<{ data: Money; driverData: string }>({
  dataType: () => 'bigint',
  fromDriver: (value) => fen(value),
  toDriver: (value) => String(value),
})

/** An amount in fen; the column's name ends in `_fen`. */
export const money = (name: string) => moneyType(name)

const bytesType = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })
export const bytes = (name: string) => bytesType(name)

const xidType = customType<{ data: string }>({ dataType: () => 'xid8' })
export const transactionIdColumn = (name: string) => xidType(name)

export const id = (name = 'id') => uuid(name)
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
/** When a row was written, in whole milliseconds: JavaScript reads no finer, and lists are walked by it. */
export const recordedAt = (name: string) =>
  instant(name)
    .notNull()
    .default(sql`date_trunc('milliseconds', clock_timestamp())`)

/** A closed set of words: text with a CHECK, since an enum's operators lose their index under a row policy. */
export const oneOf = (column: PgColumn, words: readonly string[]) =>
  sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`

export const word = <const Words extends readonly [string, ...string[]]>(name: string, _words: Words) =>
  text(name).$type<Words[number]>()

// A plain cast throws once the setting was used and reset to an empty string; nullif makes it null.
const currentAccount = sql`nullif(current_setting('app.account_id', true), '')::uuid`
export const currentUser = sql`nullif(current_setting('app.user_id', true), '')::uuid`

/** What a customer's connection sees of a tenant table: the rows of its own account. */
export const ownAccount = (column: PgColumn) => sql`${column} = ${currentAccount}`

/** The seller that the person entered is bound to; null for staff of the whole back office. */
export const boundSeller = sql`(select seller_id from staff where user_id = ${currentUser})`

type Role = ReturnType<typeof pgRole>
const every = sql`true`

/** A role that reads and writes every row of this table, as far as its grants go. */
export const everyRow = (table: string, role: Role) =>
  pgPolicy(`${table}_${role.name}`, {
    as: 'permissive',
    for: 'all',
    to: role,
    using: every,
    withCheck: every,
  })

/** The three policies of a table that belongs to customers: own rows for them, every row for staff and system. */
export const tenantPolicies = (table: string, accountColumn: PgColumn) => [
  pgPolicy(`${table}_portal`, {
    as: 'permissive',
    for: 'all',
    to: portalRole,
    using: ownAccount(accountColumn),
    withCheck: ownAccount(accountColumn),
  }),
  everyRow(table, staffRole),
  everyRow(table, systemRole),
]
