import { describe, expect, test } from 'vitest'
import {
  announcedAround,
  calendarAround,
  endOfWorkingDay,
  readAnnouncement,
  sameTimeOfWorkingDay,
} from './calendar.rules'

describe('the announcement of a year', () => {
  test.each([
    ['2027-01-01 to 2027-01-03 holiday\n2027-01-09 make-up', 4],
    ['2027-02-05至2027-02-13 放假\n2027-02-20 上班\n\n', 10],
    ['2027-10-01 ~ 2027-10-07 休', 7],
  ])('%j has %s days', (text, days) => {
    const read = readAnnouncement(text)
    expect('days' in read && read.days).toHaveLength(days)
  })

  test.each([
    ['announcement-line', '2027-01-03 to 2027-01-01 holiday'],
    ['announcement-line', '2027-02-30 holiday'],
    ['announcement-line', '2027-01-01 to 2027-12-31 holiday'],
    ['announcement-line', 'New Year'],
    ['announcement-twice', '2027-01-02 holiday\n2027-01-02 make-up'],
    ['make-up-on-weekday', '2027-01-01 holiday\n2027-01-04 make-up'],
    ['announcement-empty', '2027-01-09 make-up'],
    ['announcement-empty', ''],
  ])('%s: %j', (problem, text) => {
    expect(readAnnouncement(text)).toEqual({ problem })
  })

  test('a later year does not vouch for one between', () => {
    expect(announcedAround(2026, [2024, 2025, 2026, 2028])).toEqual({ first: 2024, last: 2026 })
    expect(announcedAround(2027, [2026, 2028])).toBeNull()
  })
})

describe('what is due after working days', () => {
  const announced = (day: string, kind: 'holiday' | 'make-up') => ({ day, kind })
  const days = [
    announced('2026-10-01', 'holiday'),
    announced('2026-10-02', 'holiday'),
    announced('2026-10-10', 'make-up'),
    announced('2028-01-03', 'holiday'),
  ] as Parameters<typeof calendarAround>[1][number][]
  const at = (moment: string) => new Date(`${moment}+08:00`)

  test.each([
    ['Wednesday before two holidays', '2026-09-30T10:05:00', 1, '2026-10-05'],
    ['Friday before a Saturday that is worked', '2026-10-09T10:05:00', 1, '2026-10-10'],
    ['the holiday itself', '2026-10-01T23:59:00', 1, '2026-10-05'],
    ['a Saturday that is no working day', '2026-10-17T00:00:01', 1, '2026-10-19'],
    ['three days over two holidays', '2026-09-30T10:05:00', 3, '2026-10-07'],
    // 2027 was not announced: New Year's Day is a Friday like any other, and weekends alone are left out.
    ['the last day of the announced years', '2026-12-31T10:05:00', 1, '2027-01-01'],
    ['a Friday of no announced year', '2027-10-01T10:05:00', 1, '2027-10-04'],
  ])('%s: %s and %i working days are %s', (_what, from, count, due) => {
    const now = at(from)
    const calendar = calendarAround(from.slice(0, 10) as Parameters<typeof calendarAround>[0], days)
    expect(sameTimeOfWorkingDay(now, count, calendar)).toEqual(at(`${due}T${from.slice(11)}`))
    const end = at(`${due}T00:00:00`).getTime() + 24 * 3_600_000
    expect(endOfWorkingDay(now, count, calendar).getTime()).toBe(end)
  })
})
