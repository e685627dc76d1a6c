import { expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { owner } from '@/tests/support/database'
import { loadDue } from './due.load'

const dueIn = (from: string, days: number) =>
  read(SYSTEM, (tx) => loadDue(tx, new Date(`${from}T10:00:00+08:00`), days)).then((due) => due.toISOString())

test('working days follow the announcement, and past it leave out weekends alone', async () => {
  await owner`delete from calendar_days`
  await owner`insert into calendar_days (day, kind, source) values
    ('2026-10-01', 'holiday', 'x'), ('2026-10-02', 'holiday', 'x'), ('2026-10-10', 'make-up', 'x'), ('2028-01-03', 'holiday', 'x')`
  // Thursday and Friday off, so three days after Wednesday are Monday to Wednesday.
  expect(await dueIn('2026-09-30', 3)).toBe('2026-10-07T16:00:00.000Z')
  expect(await dueIn('2026-10-09', 1)).toBe('2026-10-10T16:00:00.000Z')
  // 2027 was not announced, though a later year was: New Year's Day is a Friday like any other.
  expect(await dueIn('2026-12-31', 1)).toBe('2027-01-01T16:00:00.000Z')
  // What is announced of the next year counts all the same.
  expect(await dueIn('2027-12-31', 1)).toBe('2028-01-04T16:00:00.000Z')
  expect(await dueIn('2028-01-01', 1)).toBe('2028-01-04T16:00:00.000Z')
  await owner`delete from calendar_days`
})
