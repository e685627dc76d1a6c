import announced from 'chinese-days/dist/chinese-days.json'
import type { Day } from '@/lib/kernel/calendar'
import type { WorkCalendar } from '@/lib/kernel/working-days'

/**
 * The holidays and make-up days the State Council has announced, out of the package's data. Its functions are not
 * used: they call a day of a year without an announcement an ordinary one.
 */
export function announcedDays(): WorkCalendar {
  const holidays = new Set(Object.keys(announced.holidays))
  const years = [...holidays].map((day) => day.slice(0, 4)).sort()
  return {
    first: `${years[0]}-01-01` as Day,
    last: `${years.at(-1)}-12-31` as Day,
    holidays,
    makeUpDays: new Set(Object.keys(announced.workdays)),
  }
}
