import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** PEM, or the bare base64 that Alipay's key tool gives; PKCS#8 or PKCS#1. Gives PKCS#8 PEM. Throws TypeError. */
export function readAppPrivateKey(text: string): string {
  const key = text.includes('-----BEGIN')
    ? attempt(() => createPrivateKey(text))
    : (attempt(() => createPrivateKey({ key: decoded(text), format: 'der', type: 'pkcs8' })) ??
      attempt(() => createPrivateKey({ key: decoded(text), format: 'der', type: 'pkcs1' })))
  if (key?.asymmetricKeyType !== 'rsa')
    throw new TypeError('the Alipay application key is not an RSA private key')
  return key.export({ format: 'pem', type: 'pkcs8' }).toString()
}

/** PEM, or the bare base64 SPKI that Alipay shows. Gives SPKI PEM. Throws TypeError, above all for an empty one. */
export function readAlipayPublicKey(text: string): string {
  const key = text.includes('-----BEGIN')
    ? attempt(() => createPublicKey(text))
    : attempt(() => createPublicKey({ key: decoded(text), format: 'der', type: 'spki' }))
  if (key?.asymmetricKeyType !== 'rsa') throw new TypeError('the Alipay public key is not an RSA public key')
  return key.export({ format: 'pem', type: 'spki' }).toString()
}

function decoded(text: string): Buffer {
  return Buffer.from(text, 'base64')
}

function attempt(read: () => KeyObject): KeyObject | null {
  try {
    return read()
  } catch {
    return null
  }
}
