import { addDays, type Day } from './calendar'

/**
 * What is known of working days: the announced exceptions, and the span of days for which they were announced.
 * Holidays fall on any day of the week; make-up days are Saturdays and Sundays that are worked.
 */
export type WorkCalendar = {
  readonly first: Day
  readonly last: Day
  readonly holidays: ReadonlySet<string>
  readonly makeUpDays: ReadonlySet<string>
}

/** A day outside the announced calendar. Nobody guesses what the State Council will announce. */
export class CalendarEnded extends RangeError {
  override readonly name = 'CalendarEnded'
  constructor(readonly day: Day) {
    super(`the calendar of working days does not reach ${day}`)
  }
}

/** Saturday or Sunday. */
export function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  if (day < calendar.first || day > calendar.last) throw new CalendarEnded(day)
  if (calendar.makeUpDays.has(day)) return true
  return !isWeekend(day) && !calendar.holidays.has(day)
}

/** The last of a number of working days, counted from the day after `from`. Throws CalendarEnded past the calendar's end. */
export function workingDaysAfter(from: Day, days: number, calendar: WorkCalendar): Day {
  if (!Number.isInteger(days) || days < 1)
    throw new RangeError('the number of days must be whole and positive')
  let day = from
  for (let left = days; left > 0;) {
    day = addDays(day, 1)
    if (isWorkingDay(day, calendar)) left--
  }
  return day
}
