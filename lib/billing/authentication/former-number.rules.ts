import {
  normalizeTaxpayerId,
  organisationCodeHolds,
  readTaxpayerId,
  type TaxpayerIdProblem,
} from '@/lib/billing/account/taxpayer-id.rules'
import { parseDay } from '@/lib/kernel/calendar'
import { readIdNumber } from './id-number.rules'

type FormerProblem = 'taxpayer-id-former-untold' | 'taxpayer-id-former-structure' | 'taxpayer-id-former-check'

export type NumberReading =
  | { valid: true; normalized: string; doubtful: boolean }
  | { valid: false; problem: TaxpayerIdProblem | FormerProblem }

// Before the unified codes of 2015: the region and the organisation's own code. A sole trader's is the person's ID number,
// of fifteen digits or of eighteen, with two characters more.
const ORGANISATION = /^[1-9]\d{5}[0-9A-Z]{8}[\dX]$/
const OF_OLD_ID = /^[1-9]\d{5}(\d{2})(\d{2})(\d{2})\d{3}[0-9A-Z]{2}$/
const OF_ID = /^.{18}[0-9A-Z]{2}$/

const LENGTHS = [15, 17, 20]

/** Whether a number is not of the unified kind: whoever reviews it has to look twice. */
export function isFormerNumber(taxpayerId: string | null): boolean {
  return taxpayerId !== null && LENGTHS.includes(taxpayerId.length)
}

/**
 * Reads a buyer's number: a unified social credit code, and an older or other one where somebody said that it is one.
 * `doubtful` as there: an organisation code inside that fails its own check.
 */
export function readNumber(typed: string, { former }: { former: boolean }): NumberReading {
  const code = normalizeTaxpayerId(typed)
  if (!isFormerNumber(code)) return readTaxpayerId(code)
  const reading = readFormer(code)
  if (former) return reading
  // A unified code that lost a character is no older number.
  return { valid: false, problem: reading.valid ? 'taxpayer-id-former-untold' : 'taxpayer-id-length' }
}

function readFormer(code: string): NumberReading {
  if (code.length === 15) {
    if (!ORGANISATION.test(code)) return { valid: false, problem: 'taxpayer-id-former-structure' }
    return { valid: true, normalized: code, doubtful: !organisationCodeHolds(code.slice(6)) }
  }
  const problem = code.length === 17 ? oldIdProblem(code) : idProblem(code)
  return problem ? { valid: false, problem } : { valid: true, normalized: code, doubtful: false }
}

function oldIdProblem(code: string): FormerProblem | null {
  const [, year, month, day] = OF_OLD_ID.exec(code) ?? []
  return parseDay(`19${year}-${month}-${day}`) === null ? 'taxpayer-id-former-structure' : null
}

function idProblem(code: string): FormerProblem | null {
  const reading = readIdNumber(code.slice(0, 18))
  if (!reading.valid && reading.problem === 'id-number-check') return 'taxpayer-id-former-check'
  return reading.valid && OF_ID.test(code) ? null : 'taxpayer-id-former-structure'
}
