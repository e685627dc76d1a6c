import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getTableName, isTable } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { root } from './fixture-tree'
import { writtenTables } from './written-tables'

const steps = globSync('lib/billing/*/**/*-many.step.ts', { cwd: root })

/** What the room of a step may write: its tables by their SQL name and by the name of their constant. */
async function ownTables(step: string): Promise<string[]> {
  const room = step.split(sep)[2] ?? ''
  const schema = join(root, 'db/schema', `${room}.ts`)
  if (!existsSync(schema)) return []
  const constants = (await import(pathToFileURL(schema).href)) as Record<string, unknown>
  return Object.entries(constants).flatMap(([name, value]) =>
    isTable(value) ? [name, getTableName(value)] : [],
  )
}

describe('the reader of written tables', () => {
  test.each([
    ['a bare insert', 'insert into ledger_entries (id) select id from batch', ['ledger_entries']],
    ['a quoted update in a schema', 'UPDATE "public"."packages" SET left_units = 0', ['packages']],
    ['a table filled in by the template', 'delete from ${usageEvents} using batch', ['usageEvents']],
    [
      'a conflict clause',
      'insert into orders values (1) on conflict (id) do update set note = 1',
      ['orders'],
    ],
    [
      'locks, which write nothing',
      'select 1 from orders for update of orders for no key update of packages',
      [],
    ],
    ['several, each once', 'truncate table a; merge into b using c; update only a set x = 1', ['a', 'b']],
    ['comments', '-- update orders\n/* delete from orders */ select 1 // insert into orders', []],
  ])('finds the tables of %s', (_, sql, tables) => {
    expect(writtenTables(sql)).toEqual(tables)
  })

  test("knows a room's tables by both names", async () => {
    expect(await ownTables(join('lib', 'billing', 'order', 'close-orders-many.step.ts'))).toContain('orders')
    expect(await ownTables(join('lib', 'billing', 'settlement', 'close-orders-many.step.ts'))).toEqual([])
  })
})

test('each set-based step writes the tables of its own room only', async () => {
  for (const step of steps) {
    const written = writtenTables(readFileSync(join(root, step), 'utf8'))
    const own = await ownTables(step)
    expect(written, `${basename(step)} writes something`).not.toEqual([])
    expect(
      written.filter((name) => !own.includes(name)),
      step,
    ).toEqual([])
  }
})
