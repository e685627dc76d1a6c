const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
/** Crockford's alphabet without I, L, O, U and, for the ear and the eye, without 0 and 1. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}

/**
 * A UUID of version 7 (RFC 9562): begins with the milliseconds, so that new rows land side by side in an index.
 * The time in it orders rows on disk and dates nothing, so it comes from the process, not the business clock.
 */
export function newId(): string {
  const at = Math.floor(performance.timeOrigin + performance.now())
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let byte = 0; byte < 6; byte++) bytes[byte] = Math.floor(at / 2 ** (8 * (5 - byte))) % 256
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Letters and digits that people read to each other without error. */
export function readableCode(length: number): string {
  let code = ''
  while (code.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      // 240 is the largest multiple of 30 below 256: beyond it letters would not be equally likely.
      if (byte < 240 && code.length < length) code += ALPHABET[byte % ALPHABET.length]
    }
  }
  return code
}

/** A number a person sees: the business day, then eight readable characters, e.g. 20261121A7K3M9QX. */
export function newNumber(businessDay: string): string {
  return businessDay.replaceAll('-', '') + readableCode(8)
}
