import { visible } from '@/lib/kernel/visible'

/** Why a unified social credit code is not one, as a message key under `fields`. */
export type TaxpayerIdProblem =
  | 'taxpayer-id-empty'
  | 'taxpayer-id-length'
  | 'taxpayer-id-letter'
  | 'taxpayer-id-structure'
  | 'taxpayer-id-check'

export type TaxpayerIdReading =
  { valid: true; normalized: string; doubtful: boolean } | { valid: false; problem: TaxpayerIdProblem }

// GB 32100-2015, 5: thirty-one characters, without I, O, S, V and Z; weights are the powers of 3 modulo 31.
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
// Registering authority and kind, six digits of the region, the organisation's own code, the check character.
const STRUCTURE = /^[1-9ANY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/
// GB 11714-1997: the organisation code inside has a check character of its own.
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** What was pasted, without what people put between: full-width forms, blanks of any kind, hyphens; in capitals. */
export function normalizeTaxpayerId(typed: string): string {
  return visible(typed.normalize('NFKC')).replace(/[\s-]/g, '').toUpperCase()
}

/**
 * Reads a unified social credit code by GB 32100-2015. Letters are never guessed (an O is not made a 0). `doubtful`:
 * valid, but the organisation code inside fails its own check, so somebody should look again; it never blocks.
 */
export function readTaxpayerId(typed: string): TaxpayerIdReading {
  const code = normalizeTaxpayerId(typed)
  if (code === '') return { valid: false, problem: 'taxpayer-id-empty' }
  if (code.length !== 18) return { valid: false, problem: 'taxpayer-id-length' }
  if ([...code].some((letter) => !ALPHABET.includes(letter)))
    return { valid: false, problem: 'taxpayer-id-letter' }
  if (!STRUCTURE.test(code)) return { valid: false, problem: 'taxpayer-id-structure' }
  if (checkCharacter(code) !== code.charAt(17)) return { valid: false, problem: 'taxpayer-id-check' }
  return { valid: true, normalized: code, doubtful: !organisationCodeHolds(code.slice(8, 17)) }
}

function checkCharacter(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(code.charAt(at)), 0)
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** Whether the nine characters of an organisation code hold together by GB 11714-1997. */
export function organisationCodeHolds(organisation: string): boolean {
  const valueOf = (letter: string) => parseInt(letter, 36)
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + weight * valueOf(organisation.charAt(at)),
    0,
  )
  const check = 11 - (sum % 11)
  return organisation.charAt(8) === (check === 10 ? 'X' : check === 11 ? '0' : String(check))
}
