/**
 * Letters and digits that survive a counter form and a telephone: without 0, O, 1, I and L. Thirty-one of them: a
 * prime, so that a weighted sum finds every single wrong character and every two that changed places (as ISBN-10 does).
 */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const PRIME = ALPHABET.length
const LENGTH = 8

/** Sum of value × weight, weights 2 … 8 for the body; the check character weighs 1. */
function weightedSum(body: string): number {
  return [...body].reduce((sum, letter, at) => sum + ALPHABET.indexOf(letter) * (LENGTH - at), 0)
}

/** So many characters of a remark are drawn by chance; one more checks them. */
export const REMARK_BODY = LENGTH - 1

/** A remittance remark: a drawn body with the character that makes the weighted sum a multiple of 31, e.g. K7M4QX2R. */
export function withCheck(body: string): string {
  const rest = weightedSum(body) % PRIME
  return `${body}${ALPHABET[(PRIME - rest) % PRIME] ?? ''}`
}

/** Whether a text is a remark code that was read and typed without error. */
export function isRemarkCode(text: string): boolean {
  if (text.length !== LENGTH || [...text].some((letter) => !ALPHABET.includes(letter))) return false
  return weightedSum(text) % PRIME === 0
}

/** A remark as it may have been written down: full width, in small letters, with blanks or hyphens. */
export function foldRemark(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
}
