import { createDecipheriv } from 'node:crypto'

const TAG_BYTES = 16
const KEY_BYTES = 32

/** The encrypted part of a callback, or of a certificate: AEAD_AES_256_GCM, the tag behind the ciphertext. */
export type EncryptedResource = {
  readonly algorithm?: unknown
  readonly ciphertext?: unknown
  readonly nonce?: unknown
  readonly associated_data?: unknown
}

/** The plain text, or null for anything that was not encrypted, whole and unaltered, with this APIv3 key. Never throws. */
export function decryptResource(resource: unknown, apiV3Key: string): string | null {
  if (typeof resource !== 'object' || resource === null) return null
  const { algorithm, ciphertext, nonce, associated_data: associated = '' }: EncryptedResource = resource
  if (algorithm !== 'AEAD_AES_256_GCM' || typeof ciphertext !== 'string' || typeof nonce !== 'string')
    return null
  if (associated !== null && typeof associated !== 'string') return null
  const key = Buffer.from(apiV3Key)
  const sealed = Buffer.from(ciphertext, 'base64')
  if (key.length !== KEY_BYTES || sealed.length < TAG_BYTES) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(associated ?? ''))
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    const plain = decipher.update(sealed.subarray(0, -TAG_BYTES))
    // Only final() compares the tag: without it forged ciphertext would come out as if it were sound.
    return Buffer.concat([plain, decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** A JSON object, or null for text that is no JSON or another kind of value. */
export function readObject(text: string | null): Readonly<Record<string, unknown>> | null {
  if (text === null) return null
  try {
    return asObject(JSON.parse(text))
  } catch {
    return null
  }
}

/** The value where it is an object with names, else null. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}
