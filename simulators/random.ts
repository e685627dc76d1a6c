import { randomBytes } from 'node:crypto'

/** That many random decimal digits, the first of them never zero. */
export function randomDigits(count: number): string {
  const digits = [...randomBytes(count)].map((byte) => String(byte % 10))
  if (digits[0] === '0') digits[0] = '1'
  return digits.join('')
}

export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex').toUpperCase()
}
