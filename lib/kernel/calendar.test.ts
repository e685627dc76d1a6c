import { describe, expect, test } from 'vitest'
import {
  addDays,
  addHours,
  addSeconds,
  addYears,
  dayOf,
  daysBetween,
  endOfValidity,
  parseDay,
  startOfDay,
  type Day,
} from './calendar'
import { addMonths, boundsOf, parsePeriod, periodOf, type Period } from './period'

const day = (text: string) => text as Day

describe('days of the business zone', () => {
  test('midnight in Shanghai is 16:00 UTC of the day before', () => {
    expect(dayOf(new Date('2026-11-20T15:59:59.999Z'))).toBe('2026-11-20')
    expect(dayOf(new Date('2026-11-20T16:00:00.000Z'))).toBe('2026-11-21')
    expect(startOfDay(day('2026-11-21'))).toEqual(new Date('2026-11-20T16:00:00.000Z'))
  })

  test.each(['2026-02-30', '2026-13-01', '26-01-01', '', '2026-1-1'])('%j is no day', (text) => {
    expect(parseDay(text)).toBeNull()
  })

  test('days, hours, seconds and years are added', () => {
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01')
    expect(addYears(day('2028-02-29'), 1)).toBe('2029-02-28')
    expect(addHours(new Date(0), 24)).toEqual(new Date(86_400_000))
    expect(addSeconds(new Date(0), 5)).toEqual(new Date(5000))
  })
})

describe('end of validity', () => {
  test.each([
    ['2026-11-21', 3, '2029-11-21'],
    ['2026-01-01', 1, '2027-01-01'],
    // 29 February: the last valid day is 28 February, so the first moment after it is 1 March.
    ['2028-02-29', 3, '2031-03-01'],
    ['2028-02-29', 4, '2032-02-29'],
    ['2027-02-28', 1, '2028-02-28'],
  ])('bought on %s for %s years ends at 00:00 of %s', (from, years, end) => {
    expect(endOfValidity(day(from), years)).toEqual(startOfDay(day(end)))
  })
})

test('days lie between days, whichever comes first', () => {
  expect(daysBetween(day('2026-11-19'), day('2026-11-20'))).toBe(1)
  expect(daysBetween(day('2028-03-01'), day('2028-02-28'))).toBe(-2)
  expect(daysBetween(day('2026-11-20'), day('2026-11-20'))).toBe(0)
})

describe('periods', () => {
  test('months are half-open in the business zone', () => {
    const october = '2026-10' as Period
    expect(boundsOf(october)).toEqual({
      start: new Date('2026-09-30T16:00:00.000Z'),
      end: new Date('2026-10-31T16:00:00.000Z'),
    })
    expect(periodOf(boundsOf(october).start)).toBe('2026-10')
    expect(periodOf(boundsOf(october).end)).toBe('2026-11')
  })

  test('months are added across years, both ways', () => {
    expect(addMonths('2026-12' as Period, 1)).toBe('2027-01')
    expect(addMonths('2026-01' as Period, -13)).toBe('2024-12')
  })

  test.each(['2026-00', '2026-13', '2026-1', ''])('%j is no period', (text) => {
    expect(parsePeriod(text)).toBeNull()
  })
})
