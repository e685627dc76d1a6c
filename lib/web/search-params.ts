import { readCursor, type Cursor } from '@/lib/command/page'
import { parseDay, type Day } from '@/lib/kernel/calendar'
import { parsePeriod, type Period } from '@/lib/kernel/period'

/** The query of an address as Next hands it to a page. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>

const LONGEST_TEXT = 100
/** Days and months beyond these years are nobody's filter, and their neighbours may not exist for the database. */
const EARLIEST = '2000'
const LATEST = '2999'

/**
 * What was searched for, as one line. Undefined for nothing. A name that occurs twice counts once, and characters
 * that no text column takes are left out.
 */
export function textParam(params: SearchParams, name: string): string | undefined {
  const value = params[name]
  const first = Array.isArray(value) ? value[0] : value
  const text = first?.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').trim()
  return text ? Array.from(text).slice(0, LONGEST_TEXT).join('').trim() : undefined
}

/** One of the known words, or undefined: an unknown filter filters nothing. */
export function wordParam<Word extends string>(
  params: SearchParams,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = textParam(params, name)
  return words.find((word) => word === text)
}

export function dayParam(params: SearchParams, name: string): Day | undefined {
  const day = parseDay(textParam(params, name) ?? '')
  return day && isNearby(day) ? day : undefined
}

export function periodParam(params: SearchParams, name: string): Period | undefined {
  const period = parsePeriod(textParam(params, name) ?? '')
  return period && isNearby(period) ? period : undefined
}

/** Where the page begins; null, its head, for anything that is not a cursor of ours. */
export function cursorParam(params: SearchParams, name = 'cursor'): Cursor | null {
  return readCursor(textParam(params, name))
}

/** An address with the parameters that are set, in the order given. */
export function addressOf(path: string, params: Readonly<Record<string, string | null | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) if (value) query.set(name, value)
  return query.size > 0 ? `${path}?${query.toString()}` : path
}

function isNearby(text: string): boolean {
  const year = text.slice(0, 4)
  return year >= EARLIEST && year <= LATEST
}
