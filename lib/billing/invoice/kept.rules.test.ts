import { expect, test } from 'vitest'
import type { Day } from '@/lib/kernel/calendar'
import { keptFrom, keptSince } from './kept.rules'

test.each([
  ['2029-11-30', 3, '2026-11-30'],
  ['2056-12-01', 30, '2026-12-01'],
  ['2028-02-29', 3, '2025-02-28'],
  ['2028-02-29', 4, '2024-02-29'],
] as const)('on %s, after %i years, what ended before %s is over', (today, years, from) => {
  expect(keptFrom(today as Day, years)).toBe(from)
})

test('a day begins at midnight of the business zone', () => {
  expect(keptSince('2029-11-30' as Day, 3).toISOString()).toBe('2026-11-29T16:00:00.000Z')
})
