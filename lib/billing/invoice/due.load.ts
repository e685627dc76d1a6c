import 'server-only'
import type { Tx } from '@/db/client'
import { calendarDays } from '@/db/schema/invoice'
import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/calendar'
import { announcedAround } from './calendar.rules'
import { CalendarEnded, workingDaysAfter, type WorkCalendar } from '@/lib/kernel/working-days'

/**
 * The announced days, as the back office keeps them, for the years around a day that were announced without a gap. A year
 * without any row was not announced, whatever comes after it.
 */
export async function loadCalendar(tx: Tx, from: Day): Promise<WorkCalendar> {
  const rows = await tx.select({ day: calendarDays.day, kind: calendarDays.kind }).from(calendarDays)
  const years = [...new Set(rows.map(({ day }) => Number(day.slice(0, 4))))]
  const around = announcedAround(Number(from.slice(0, 4)), years)
  const days = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map(({ day }) => day))
  return {
    first: `${around?.first ?? 9999}-01-01` as Day,
    last: `${around?.last ?? '0000'}-12-31` as Day,
    holidays: days('holiday'),
    makeUpDays: days('make-up'),
  }
}

/**
 * The end of the last of so many working days after today. Past the announced calendar weekends alone are left out:
 * a customer's application must not wait for the office to enter a year, and the queue says that it is an estimate.
 */
export async function loadDue(tx: Tx, now: Date, days: number): Promise<Date> {
  const from = dayOf(now)
  const calendar = await loadCalendar(tx, from)
  try {
    return startOfDay(addDays(workingDaysAfter(from, days, calendar), 1))
  } catch (error) {
    if (!(error instanceof CalendarEnded)) throw error
    const unannounced = { ...calendar, first: from, last: addDays(from, 400) }
    return startOfDay(addDays(workingDaysAfter(from, days, unannounced), 1))
  }
}
