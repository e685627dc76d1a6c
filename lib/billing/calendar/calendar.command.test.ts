import { describe, expect, test } from 'vitest'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { wrongFieldsOf as fieldsOf } from '@/tests/support/product'
import { addCalendarDay } from './add-calendar-day.command'
import { getCalendarYear } from './calendar.queries'
import { importCalendarYear } from './import-calendar-year.command'
import { removeCalendarDay } from './remove-calendar-day.command'

describe('the calendar of working days', () => {
  test('a year is announced whole, days come and go, all of it logged', async () => {
    const admin = await newStaff('admin')
    await importCalendarYear(admin, {
      year: '2091',
      announcement: '2091-01-01 to 2091-01-03 holiday\n2091-01-06 make-up',
    })
    await importCalendarYear(admin, { year: '2091', announcement: '2091-01-01 holiday' })
    expect((await getCalendarYear(admin, 2091)).days.map(({ day }) => day)).toEqual(['2091-01-01'])
    await addCalendarDay(admin, { day: '2091-01-06', kind: 'make-up' })
    expect(await refusalOf(addCalendarDay(admin, { day: '2091-01-06', kind: 'holiday' }))).toBe(
      'calendar.day-known',
    )
    expect(await fieldsOf(addCalendarDay(admin, { day: '2091-01-08', kind: 'make-up' }))).toEqual({
      day: 'make-up-on-weekday',
    })
    await removeCalendarDay(admin, { day: '2091-01-06' })
    expect(await refusalOf(removeCalendarDay(admin, { day: '2091-01-06' }))).toBe('calendar.day-unknown')
    expect(await fieldsOf(addCalendarDay(admin, { day: '2092-01-01', kind: 'holiday' }))).toEqual({
      day: 'day-year-unannounced',
    })
    const { announced } = await getCalendarYear(admin, 2092)
    expect([announced.includes(2091), announced.includes(2092)]).toEqual([true, false])
    expect(
      await owner`select from audit_log where command = 'calendar.import-year' and detail ->> 'year' = '2091' and refusal is null`,
    ).toHaveLength(2)
    await owner`delete from calendar_days where day >= '2091-01-01'`
  })

  test('is changed by admins alone, and bad announcements change nothing', async () => {
    const admin = await newStaff('admin')
    const reviewer = await newStaff('reviewer')
    expect(await refusalOf(addCalendarDay(reviewer, { day: '2093-01-01', kind: 'holiday' }))).toBe(
      'actor.forbidden',
    )
    expect(await refusalOf(removeCalendarDay(reviewer, { day: '2026-01-01' }))).toBe('actor.forbidden')
    const sent = { year: '2093', announcement: '2094-01-01 holiday' }
    expect(await refusalOf(importCalendarYear(reviewer, sent))).toBe('actor.forbidden')
    expect(await fieldsOf(importCalendarYear(admin, sent))).toEqual({
      announcement: 'announcement-other-year',
    })
    expect(await fieldsOf(importCalendarYear(admin, { year: '93', announcement: 'x' }))).toEqual({
      year: 'year-invalid',
      announcement: 'announcement-line',
    })
    expect(await owner`select from calendar_days where day >= '2093-01-01'`).toHaveLength(0)
  })
})
