/** Days and months of the business zone. Asia/Shanghai has had no daylight saving since 1991, so its offset is fixed. */
export const BUSINESS_ZONE = 'Asia/Shanghai'
const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** A day of the business zone, `YYYY-MM-DD`. */
export type Day = string & { readonly day: unique symbol }

export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10) as Day
}

/** The instant at which a day begins, 00:00 in the business zone. */
export function startOfDay(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS)
}

/** Reads `YYYY-MM-DD`; null for anything else and for days that do not exist. */
export function parseDay(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const parsed = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text ? (text as Day) : null
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10) as Day
}

/** How many days later a day is than another; negative where it comes first. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / DAY_MS
}

/** The same date `years` on; 29 February becomes 28 February where the year has none. */
export function addYears(day: Day, years: number): Day {
  const [year = '', month = '', date = ''] = day.split('-')
  const target = String(Number(year) + years).padStart(4, '0')
  return parseDay(`${target}-${month}-${date}`) ?? (`${target}-02-28` as Day)
}

export function addHours(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * 3_600_000)
}

export function addSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000)
}

/**
 * When something bought on `from` for `years` ends: 24:00 before the same date, given as the exclusive
 * instant 00:00 of that date. From 29 February the last day is 28 February.
 */
export function endOfValidity(from: Day, years: number): Date {
  const anniversary = addYears(from, years)
  const leapDayLost = from.endsWith('-02-29') && !anniversary.endsWith('-02-29')
  return startOfDay(leapDayLost ? addDays(anniversary, 1) : anniversary)
}
