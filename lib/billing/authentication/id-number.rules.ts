import { parseDay, type Day } from '@/lib/kernel/calendar'
import { visible } from '@/lib/kernel/visible'

/** Why a citizen identity number is not one, as a message key under `fields`. */
export type IdNumberProblem =
  'id-number-empty' | 'id-number-length' | 'id-number-letter' | 'id-number-date' | 'id-number-check'

export type IdNumberReading =
  { valid: true; normalized: string; bornOn: Day } | { valid: false; problem: IdNumberProblem }

// GB 11643-1999: region, day of birth, sequence; the last character by ISO 7064, mod 11-2.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'
const FORM = /^[1-9]\d{16}[\dX]$/
/** Nobody born before it is alive, and the numbers were not given to the dead. */
const EARLIEST_BIRTH = '1900-01-01'

const LAST_DIGITS = 4

/** What was pasted, without what people put between: full-width forms, blanks of any kind, hyphens; the X in capitals. */
export function normalizeIdNumber(typed: string): string {
  return visible(typed.normalize('NFKC')).replace(/[\s-]/g, '').toUpperCase()
}

/**
 * Reads the 18 characters of a citizen identity number. The numbers of foreigners' permanent residence cards of 2023
 * begin with 9 and follow the same rules. Whether the day of birth has come yet is for who knows the day.
 */
export function readIdNumber(typed: string): IdNumberReading {
  const normalized = normalizeIdNumber(typed)
  if (normalized === '') return { valid: false, problem: 'id-number-empty' }
  if (normalized.length !== 18) return { valid: false, problem: 'id-number-length' }
  if (!FORM.test(normalized)) return { valid: false, problem: 'id-number-letter' }
  const [, year = '', month = '', date = ''] = /^.{6}(.{4})(..)(..)/.exec(normalized) ?? []
  const bornOn = parseDay(`${year}-${month}-${date}`)
  if (bornOn === null || bornOn < EARLIEST_BIRTH) return { valid: false, problem: 'id-number-date' }
  if (checkCharacter(normalized) !== normalized.charAt(17))
    return { valid: false, problem: 'id-number-check' }
  return { valid: true, normalized, bornOn }
}

/** What is kept of a number once it was looked at. */
export function lastOf(idNumber: string): string {
  return idNumber.slice(-LAST_DIGITS)
}

function checkCharacter(idNumber: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * parseInt(idNumber.charAt(at), 10), 0)
  return CHECK_CHARACTERS.charAt(sum % 11)
}
