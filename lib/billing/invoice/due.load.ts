import 'server-only'
import type { Tx } from '@/db/client'
import { calendarDays } from '@/db/schema/invoice'
import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/calendar'
import { CalendarEnded, workingDaysAfter, type WorkCalendar } from '@/lib/kernel/working-days'

/** The announced days, as the back office keeps them. Years without any row are not announced. */
export async function loadCalendar(tx: Tx): Promise<WorkCalendar> {
  const rows = await tx.select({ day: calendarDays.day, kind: calendarDays.kind }).from(calendarDays)
  const years = rows.map(({ day }) => day.slice(0, 4)).sort()
  const days = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map(({ day }) => day))
  return {
    first: `${years[0] ?? '9999'}-01-01` as Day,
    last: `${years.at(-1) ?? '0000'}-12-31` as Day,
    holidays: days('holiday'),
    makeUpDays: days('make-up'),
  }
}

/**
 * The end of the last of so many working days after today. Past the announced calendar weekends alone are left out:
 * a customer's application must not wait for the office to enter a year, and the queue shows what is due anyway.
 */
export async function loadDue(tx: Tx, now: Date, days: number): Promise<Date> {
  const calendar = await loadCalendar(tx)
  const from = dayOf(now)
  try {
    return startOfDay(addDays(workingDaysAfter(from, days, calendar), 1))
  } catch (error) {
    if (!(error instanceof CalendarEnded)) throw error
    const unannounced = { ...calendar, first: from, last: addDays(from, 400) }
    return startOfDay(addDays(workingDaysAfter(from, days, unannounced), 1))
  }
}
