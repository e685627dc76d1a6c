import { createHash, randomBytes } from 'node:crypto'

/** 256 bits for a link in a mail: nobody guesses it, so its hash needs no salt. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a secret or of a throttle's key: SHA-256. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
