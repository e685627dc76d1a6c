import 'server-only'
import type { Tx } from '@/db/client'
import { calendarDays } from '@/db/schema/calendar'
import { dayOf, type Day } from '@/lib/kernel/calendar'
import type { WorkCalendar } from '@/lib/kernel/working-days'
import { calendarAround, endOfWorkingDay, sameTimeOfWorkingDay, type AnnouncedDay } from './calendar.rules'

/** When an application or its delivery is due: at the end of the last of so many working days after today. */
export async function loadDue(tx: Tx, now: Date, days: number): Promise<Date> {
  return endOfWorkingDay(now, days, await loadCalendar(tx, dayOf(now)))
}

/** When a review is due that is promised by the hour: at the same time of the last of so many working days after today. */
export async function loadDueAtSameTime(tx: Tx, now: Date, days: number): Promise<Date> {
  return sameTimeOfWorkingDay(now, days, await loadCalendar(tx, dayOf(now)))
}

/** The announced days, as the back office keeps them. */
async function loadCalendar(tx: Tx, from: Day): Promise<WorkCalendar> {
  const rows = await tx.select({ day: calendarDays.day, kind: calendarDays.kind }).from(calendarDays)
  return calendarAround(from, rows as AnnouncedDay[])
}
