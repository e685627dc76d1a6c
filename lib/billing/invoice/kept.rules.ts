import { addYears, startOfDay, type Day } from '@/lib/kernel/calendar'

/** What ended before this day has been kept for so many years; what ended on it is kept until the next. */
export function keptFrom(today: Day, years: number): Day {
  return addYears(today, -years)
}

/** The same as an instant. */
export function keptSince(today: Day, years: number): Date {
  return startOfDay(keptFrom(today, years))
}
