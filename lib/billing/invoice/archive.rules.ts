import { addYears, type Day } from '@/lib/kernel/calendar'

export const MOST_INVOICES = 2_000
/** How many invoices are packed before it is told how far the work is. */
export const PACKED_AT_ONCE = 40
/** A ZIP without its newer extension counts files in sixteen bits and bytes in thirty-two; this stays far below. */
export const MOST_BYTES = 1024 * 1024 * 1024
/** How long a packed archive is kept, and how many of an account's may be under way or kept at a time. */
export const KEPT_DAYS = 7
export const MOST_KEPT = 10

/** Why two days are no period to pack, by the field to correct; null where they are one of at most a year. */
export function periodProblem(from: Day, to: Day): { field: 'from' | 'to'; problem: string } | null {
  if (to < from) return { field: 'to', problem: 'period-backwards' }
  return to >= addYears(from, 1) ? { field: 'to', problem: 'period-beyond-year' } : null
}

/** What an official file is called in the archive: by day and number, so that a folder sorts by itself. */
export function archivedName(invoice: {
  issuedOn: string
  number: string
  colour: 'blue' | 'red'
  format: string
}): string {
  const colour = invoice.colour === 'red' ? '-red' : ''
  return `${invoice.issuedOn.slice(0, 7)}/${invoice.issuedOn}-${invoice.number}${colour}.${invoice.format}`
}
