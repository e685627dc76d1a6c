import { addDays, dayOf, parseDay, startOfDay, type Day } from '@/lib/kernel/calendar'
import { CalendarEnded, isWeekend, workingDaysAfter, type WorkCalendar } from '@/lib/kernel/working-days'

export type DayKind = 'holiday' | 'make-up'
export type AnnouncedDay = { day: Day; kind: DayKind }

/** The longest break of a year has nine days; a span beyond this is a slip of the pen. */
const LONGEST_SPAN = 31

/**
 * Reads a year's announcement as the office types it: a line a span, `2027-01-01 to 2027-01-03 holiday` or `2027-01-09
 * make-up`, in either language. Days may come in any order, and no day twice with two meanings.
 */
export function readAnnouncement(text: string): { days: AnnouncedDay[] } | { problem: string } {
  const kept = new Map<Day, DayKind>()
  for (const line of text.normalize('NFKC').split(/\r?\n/)) {
    if (line.trim() === '') continue
    const read = readLine(line)
    if (typeof read === 'string') return { problem: read }
    for (const { day, kind } of read) {
      if (kept.has(day) && kept.get(day) !== kind) return { problem: 'announcement-twice' }
      // Make-up days are Saturdays and Sundays that are worked; any other day is one anyway.
      if (kind === 'make-up' && !isWeekend(day)) return { problem: 'make-up-on-weekday' }
      kept.set(day, kind)
    }
  }
  if (![...kept.values()].includes('holiday')) return { problem: 'announcement-empty' }
  return { days: [...kept].map(([day, kind]) => ({ day, kind })).sort((a, b) => (a.day < b.day ? -1 : 1)) }
}

const LINE =
  /^\s*(\d{4}-\d{2}-\d{2})(?:\s*(?:to|至|到|~|—|–|\.\.)\s*(\d{4}-\d{2}-\d{2}))?[\s,:]*(holiday|make-up|休|放假|班|上班|调休)\s*$/i

function readLine(line: string): AnnouncedDay[] | string {
  const match = LINE.exec(line)
  const [, from = '', to = from, word = ''] = match ?? []
  const [first, last] = [parseDay(from), parseDay(to)]
  if (!first || !last || last < first) return 'announcement-line'
  const kind: DayKind = /holiday|休$|放假/i.test(word) && word !== '调休' ? 'holiday' : 'make-up'
  const days: AnnouncedDay[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    days.push({ day, kind })
    if (days.length > LONGEST_SPAN) return 'announcement-line'
  }
  return days
}

/**
 * The years around one that were announced without a gap, as the first and the last; null where the year itself was not.
 * A later year does not vouch for one between.
 */
export function announcedAround(
  year: number,
  announced: readonly number[],
): { first: number; last: number } | null {
  const known = new Set(announced)
  if (!known.has(year)) return null
  let [first, last] = [year, year]
  while (known.has(first - 1)) first--
  while (known.has(last + 1)) last++
  return { first, last }
}

/**
 * The announced days as a calendar for the years around a day that were announced without a gap. A year without any day was
 * not announced, whatever comes after it.
 */
export function calendarAround(from: Day, announced: readonly AnnouncedDay[]): WorkCalendar {
  const years = announced.map(({ day }) => Number(day.slice(0, 4)))
  const around = announcedAround(Number(from.slice(0, 4)), years)
  const days = (kind: DayKind) => new Set(announced.filter((one) => one.kind === kind).map(({ day }) => day))
  return {
    first: `${around?.first ?? 9999}-01-01` as Day,
    last: `${around?.last ?? '0000'}-12-31` as Day,
    holidays: days('holiday'),
    makeUpDays: days('make-up'),
  }
}

/** The end of the last of so many working days after today. */
export function endOfWorkingDay(now: Date, days: number, calendar: WorkCalendar): Date {
  return startOfDay(addDays(dueDay(dayOf(now), days, calendar), 1))
}

/** The same time of the last of so many working days after today. */
export function sameTimeOfWorkingDay(now: Date, days: number, calendar: WorkCalendar): Date {
  const today = dayOf(now)
  const timeOfDay = now.getTime() - startOfDay(today).getTime()
  return new Date(startOfDay(dueDay(today, days, calendar)).getTime() + timeOfDay)
}

/**
 * Past the announced calendar weekends alone are left out: what a customer sends must not wait for the office to enter a
 * year, and the queues say that it is an estimate.
 */
function dueDay(from: Day, days: number, calendar: WorkCalendar): Day {
  try {
    return workingDaysAfter(from, days, calendar)
  } catch (error) {
    if (!(error instanceof CalendarEnded)) throw error
    return workingDaysAfter(from, days, { ...calendar, first: from, last: addDays(from, 400) })
  }
}
