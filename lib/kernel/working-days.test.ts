import { describe, expect, test } from 'vitest'
import { announcedDays } from '@/db/announced-days'
import { parseDay, type Day } from './calendar'
import { CalendarEnded, isWorkingDay, workingDaysAfter } from './working-days'

const calendar = announcedDays()
const day = (text: string) => parseDay(text) as Day

describe('working days', () => {
  test.each([
    // Over the Spring Festival of 2026, whose Saturday before is worked.
    ['2026-02-13', 3, '2026-02-25'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-09-30', 1, '2026-10-08'],
    // The Saturday after the National Day holidays is worked.
    ['2026-10-09', 1, '2026-10-10'],
    ['2025-12-31', 1, '2026-01-04'],
  ])('%s and %i are %s', (from, days, due) => {
    expect(workingDaysAfter(day(from), days, calendar)).toBe(due)
  })

  test('nothing is guessed past the end, nor before the beginning', () => {
    expect(() => workingDaysAfter(day('2026-12-31'), 1, calendar)).toThrow(CalendarEnded)
    expect(() => isWorkingDay(day('2003-12-31'), calendar)).toThrow(CalendarEnded)
  })

  test.each([0, -1, 1.5])('%d days are refused', (days) => {
    expect(() => workingDaysAfter(day('2026-02-13'), days, calendar)).toThrow(RangeError)
  })
})
