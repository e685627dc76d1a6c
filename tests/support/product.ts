import { afterAll } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { advanceClock } from '@/lib/command/advance-clock.command'
import { getClock } from '@/lib/command/clock.queries'
import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/calendar'
import { readableCode } from '@/lib/kernel/id'
import { owner } from './database'

/** A package of its own for each test, at 50.00 a thousand, in choices of 100 and 200 thousand. */
export async function newProduct(kind: 'package' | 'usage' | 'card' = 'package'): Promise<string> {
  const code = `p-${readableCode(10).toLowerCase()}`
  const [seller] = await owner`select id from sellers limit 1`
  await owner`insert into products (code, kind, family, section, seller_id, name_en, name_zh, unit_en, unit_zh,
      validity_years, max_thousands, discount_above_thousands, tax_rate, position)
    values (${code}, ${kind}, ${code}, 'own', ${String(seller?.['id'])}, 'Thing', '东西', '', '次', 3, 1000, 500, 0.06, 90)`
  await owner`insert into prices (product_code, effective_at, unit_price_fen) values (${code}, '2020-01-01', 5000)`
  await owner`insert into quantity_choices (product_code, thousands) values (${code}, 100), (${code}, 200)`
  return code
}

/** After a file's tests: out of the way of other files, which look at what is sold. */
export function hideProductsAfterAll(): void {
  afterAll(async () => {
    await owner`delete from quantity_choices where product_code like 'p-%'`
    await owner`update products set kind = 'usage' where code like 'p-%'`
  })
}

/** A day of the business clock, from today on. */
export async function inDays(days: number): Promise<Day> {
  return addDays(dayOf((await getClock()).now), days)
}

/** Moves the business clock to 00:00 of a day. */
export async function reach(day: Day): Promise<void> {
  await advanceClock(SYSTEM, { now: startOfDay(day).toISOString() })
}

/** The fields that a form was told are wrong; whatever else was thrown as it is, and null for no complaint. */
export async function wrongFieldsOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => (error as { fields?: unknown }).fields ?? error,
  )
}
