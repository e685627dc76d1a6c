import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { accounts } from '@/db/schema/account'
import { SYSTEM } from '@/lib/auth/actor'
import { newCustomer } from '@/tests/support/database'
import { prepared, preparedSql } from './prepared'
import { read, readAtOnce } from './read'

const nameOf = prepared((tx) =>
  tx
    .select({ name: accounts.name })
    .from(accounts)
    .where(eq(accounts.id, sql.placeholder('id')))
    .prepare('name_of'),
)
const role = preparedSql<{ role: string }>(
  sql`select current_user as role where ${sql.placeholder('yes')} = 'yes'`,
)
const broken = preparedSql(sql`select 1 / ${sql.placeholder('by')}::int`)

test('what is read at once is read as the actor, the first time on a connection and later', async () => {
  const [one, other] = await Promise.all([newCustomer(), newCustomer()])
  for (let time = 0; time < 3; time++) {
    const answers = await readAtOnce(one, (tx) => [
      nameOf(tx, { id: one.accountId }),
      nameOf(tx, { id: other.accountId }),
      role(tx, { yes: 'yes' }),
    ])
    expect(answers).toEqual([[{ name: one.accountName }], [], [{ role: 'portal' }]])
  }
})

test('one that fails fails all, and the connection serves the next', async () => {
  const customer = await newCustomer()
  for (let time = 0; time < 3; time++) {
    const failing = readAtOnce(customer, (tx) => [
      nameOf(tx, { id: customer.accountId }),
      broken(tx, { by: '0' }),
    ])
    await expect(failing).rejects.toThrow('22012')
    const [names] = await readAtOnce(customer, (tx) => [nameOf(tx, { id: customer.accountId })])
    expect(names).toHaveLength(1)
  }
})

test('a query that is not under way in time is refused, not answered with other rights', async () => {
  const customer = await newCustomer()
  const late = readAtOnce(customer, (tx) => [tx.select().from(accounts)])
  await expect(late).rejects.toThrow('42501')
})

test('nothing can be written while reading', async () => {
  const customer = await newCustomer()
  const written = read(customer, (tx) => tx.execute(sql`create temporary table anything (one int)`))
  await expect(written).rejects.toThrow('25006')
  const atOnce = readAtOnce(SYSTEM, (tx) => [tx.execute(sql`update mails set subject = ''`).execute()])
  await expect(atOnce).rejects.toThrow('25006')
})

test('business now is for the query that takes it', async () => {
  const customer = await newCustomer()
  expect(await read(customer, async (_tx, now) => now.getTime())).toBeGreaterThan(0)
  expect(await read(customer, (tx) => role(tx, { yes: 'yes' }))).toEqual([{ role: 'portal' }])
})
