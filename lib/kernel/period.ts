import { dayOf, startOfDay, type Day } from './calendar'

/** A business month, `YYYY-MM`: half-open, from its first 00:00 to the next month's. */
export type Period = string & { readonly period: unique symbol }

export function parsePeriod(text: string): Period | null {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? (text as Period) : null
}

export function periodOf(instant: Date): Period {
  return dayOf(instant).slice(0, 7) as Period
}

export function addMonths(period: Period, months: number): Period {
  const [year = '', month = ''] = period.split('-')
  const count = Number(year) * 12 + (Number(month) - 1) + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}` as Period
}

/** The instants `[start, end)` that a period spans. */
export function boundsOf(period: Period): { start: Date; end: Date } {
  return {
    start: startOfDay(`${period}-01` as Day),
    end: startOfDay(`${addMonths(period, 1)}-01` as Day),
  }
}
