/** Whole fen as digits. Text, so that an amount passes through JSON and the journal without ever being a float. */
export type Fen = string

const DIGITS = /^(0|[1-9]\d{0,14})$/

/** Fen out of a JSON integer or a string of digits; null for anything else. */
export function fenFrom(value: unknown): Fen | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? String(value) : null
  return typeof value === 'string' && DIGITS.test(value) ? value : null
}

/** Fen as the JSON integer that WeChat Pay's protocol prescribes; safe because `fenFrom` allows 15 digits at most. */
export function jsonInteger(fen: Fen): number {
  return Number(fen)
}

export function sumFen(parts: Iterable<Fen>): Fen {
  let total = 0n
  for (const part of parts) total += BigInt(part)
  return String(total)
}

/** Alipay's notation: '1234' → '12.34'. */
export function yuan(fen: Fen): string {
  const padded = fen.padStart(3, '0')
  return `${padded.slice(0, -2)}.${padded.slice(-2)}`
}

/** Fen out of Alipay's notation with at most two decimals; null for anything else. */
export function fenFromYuan(text: unknown): Fen | null {
  const match = typeof text === 'string' ? /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text) : null
  if (!match) return null
  return String(BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0')))
}
