import 'server-only'
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '@/lib/env'

const CIPHER = 'aes-256-gcm'
/** NIST SP 800-38D, 8.2.2: a random nonce has 96 bits, good for 2^32 seals under one key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Thrown for what was sealed with another key or for another account, or was changed since. Never says what it holds. */
export class Unsealable extends Error {
  override readonly name = 'Unsealable'
}

/** Encrypts personal data of an account; it opens for that account alone. Nonce, ciphertext and tag in a row. */
export function seal(text: string, accountId: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key(), nonce).setAAD(Buffer.from(accountId))
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** What was sealed for this account. Throws Unsealable. */
export function unseal(sealed: Buffer, accountId: string): string {
  try {
    const nonce = sealed.subarray(0, NONCE_BYTES)
    const decipher = createDecipheriv(CIPHER, key(), nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(accountId)).setAuthTag(sealed.subarray(-TAG_BYTES))
    const opened = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES))
    return Buffer.concat([opened, decipher.final()]).toString('utf8')
  } catch {
    throw new Unsealable('personal data that this key does not open')
  }
}

/** The setting is a random string of any length; the cipher wants 256 bits. */
function key(): Buffer {
  return Buffer.from(hkdfSync('sha256', env.PERSONAL_DATA_KEY, '', 'personal data', 32))
}
