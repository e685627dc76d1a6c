import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Tx } from '@/db/client'
import { SYSTEM } from '@/lib/auth/actor'
import { newId, readableCode } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { newCustomer, owner } from '@/tests/support/database'
import type { AuditEntry } from './audit'
import { command } from './command'
import { inTransaction } from './enter'
import { prepared, preparedSql } from './prepared'
import { read } from './read'

/** A command that writes an account's name beside whatever else it is told to do. */
const rename = (body: (tx: Tx) => Promise<unknown>, entry: AuditEntry = {}) =>
  command({
    name: 'test.rename',
    by: 'system',
    input: z.object({ userId: z.string(), name: z.string() }),
    async run({ tx }, { userId, name }) {
      await tx.execute(sql`update users set name = ${name} where id = ${userId}`)
      await body(tx)
    },
    audit: () => entry,
  })

const nameOf = async (userId: string) =>
  (await owner<{ name: string }[]>`select name from users where id = ${userId}`)[0]?.name

describe('a transaction', () => {
  test.each<[string, AuditEntry]>([
    ['a subject that is no id', { subject: 'not an id' }],
    ['text that no jsonb takes', { detail: { broken: '\u0000' } }],
  ])('is rolled back where its audit row cannot be written: %s', async (_what, entry) => {
    const { userId } = await newCustomer()
    const before = await nameOf(userId)
    for (let time = 0; time < 3; time++)
      await expect(rename(async () => undefined, entry)(SYSTEM, { userId, name: '改名' })).rejects.toThrow()
    expect(await nameOf(userId)).toBe(before)
    await rename(async () => undefined, { subject: newId() })(SYSTEM, { userId, name: '改名' })
    expect(await nameOf(userId)).toBe('改名')
  })

  test('does what is asked first in its role, hands it over, and keeps nothing of it where the rest is refused', async () => {
    const { userId } = await newCustomer()
    const before = await nameOf(userId)
    const seen: unknown[] = []
    const renamed = (refused: boolean) =>
      command({
        name: 'test.rename-first',
        by: 'system',
        input: z.object({}),
        first: (tx) =>
          tx.execute(
            sql`update users set name = '改名' where id = ${userId} returning name, current_user as role`,
          ),
        async run(_context, _input, found) {
          seen.push([...found])
          if (refused) throw new Refusal('object.not-found')
        },
        audit: () => ({}),
      })(SYSTEM, {})
    await expect(renamed(true)).rejects.toThrow(Refusal)
    expect(await nameOf(userId)).toBe(before)
    await renamed(false)
    expect(await nameOf(userId)).toBe('改名')
    expect(seen).toEqual([[{ name: '改名', role: 'system' }], [{ name: '改名', role: 'system' }]])
  })

  test('tells of what failed first, and the connection serves the next', async () => {
    const { userId } = await newCustomer()
    const failing = inTransaction(SYSTEM, 'read write', () => Promise.reject(new Error('was run')), {
      first: (tx) => tx.execute(sql`select 1 / 0`),
    })
    await expect(failing).rejects.toThrow('22012')
    await rename(async () => undefined)(SYSTEM, { userId, name: '改名' })
    expect(await nameOf(userId)).toBe('改名')
  })

  test('does not count as committed where a failure inside it was swallowed', async () => {
    const { userId } = await newCustomer()
    const before = await nameOf(userId)
    const swallow = rename((tx) => tx.execute(sql`select 1 / 0`).catch(() => undefined))
    await expect(swallow(SYSTEM, { userId, name: '改名' })).rejects.toThrow()
    expect(await nameOf(userId)).toBe(before)
  })

  test('does not count as committed either where no audit row would have failed after it', async () => {
    const { userId } = await newCustomer()
    const before = await nameOf(userId)
    const swallowed = inTransaction(SYSTEM, 'read write', async (tx) => {
      await tx.execute(sql`update users set name = '改名' where id = ${userId}`)
      await tx.execute(sql`select 1 / 0`).catch(() => undefined)
    })
    await expect(swallowed).rejects.toThrow('rolled back')
    expect(await nameOf(userId)).toBe(before)
  })

  test('whose connection breaks ends there: nothing of it is written, and the next one works', async () => {
    const { userId } = await newCustomer()
    const before = await nameOf(userId)
    const broken = rename(async (tx) => {
      const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await owner`select pg_terminate_backend(${backend?.pid ?? 0})`
      // Its end is noticed by the time that a statement of ours has failed.
      await tx.execute(sql`select 1`).catch(() => undefined)
      await tx.execute(sql`select 1`)
    })
    for (let time = 0; time < 3; time++)
      await expect(broken(SYSTEM, { userId, name: '改名' })).rejects.toThrow()
    expect(await nameOf(userId)).toBe(before)
    await rename(async () => undefined)(SYSTEM, { userId, name: '改名' })
    expect(await nameOf(userId)).toBe('改名')
  })

  test('whose connection breaks before COMMIT is not taken for committed', async () => {
    const { userId } = await newCustomer()
    const before = await nameOf(userId)
    const broken = rename(async (tx) => {
      const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await owner`select pg_terminate_backend(${backend?.pid ?? 0})`
      await tx.execute(sql`select 1`).catch(() => undefined)
    })
    await expect(broken(SYSTEM, { userId, name: '改名' })).rejects.toThrow()
    expect(await nameOf(userId)).toBe(before)
  })

  test('waits for its turn where there are more than connections', async () => {
    const numbers = Array.from({ length: 70 }, (_, position) => position)
    const said = await Promise.all(
      numbers.map((number) =>
        read(SYSTEM, async (tx) => {
          const [row] = await tx.execute<{ number: number }>(sql`select ${number}::int as number`)
          return row?.number
        }),
      ),
    )
    expect(said).toEqual(numbers)
  })
})

describe('prepared', () => {
  const text = sql.placeholder('text')
  const set = preparedSql(sql`select set_config('app.written', ${text}, true)`)
  const append = preparedSql(
    sql`select set_config('app.written', current_setting('app.written') || ${text}, true)`,
  )
  const written = preparedSql<{ written: string }>(sql`select current_setting('app.written') as written`)

  test('statements awaited together run in the order of their calls, the first time and later', async () => {
    for (let time = 0; time < 3; time++) {
      const rows = await read(SYSTEM, async (tx) => {
        const sent = [set(tx, { text: 'a' }), append(tx, { text: 'b' }), append(tx, { text: 'c' })]
        const [last] = await Promise.all([written(tx, {}), ...sent])
        return last
      })
      expect(rows).toEqual([{ written: 'abc' }])
    }
  })

  test('a query is built once for a connection, and its values are those of the call', async () => {
    let builds = 0
    const twice = prepared((tx) => {
      builds++
      return tx
        .select({ doubled: sql<string>`${sql.placeholder('text')}::text || ${sql.placeholder('text')}` })
        .from(sql`(select 1) as one`)
        .prepare('twice')
    })
    await read(SYSTEM, async (tx) => {
      for (const letter of ['a', 'b', readableCode(1)])
        expect(await twice(tx, { text: letter })).toEqual([{ doubled: letter + letter }])
    })
    expect(builds).toBe(1)
  })
})
