import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

const signAsync = promisify(sign)

/** RSA2: SHA256withRSA (PKCS#1 v1.5), base64. */
export async function rsa2(message: string, privateKey: KeyObject): Promise<string> {
  const signature = await (signAsync as (a: string, b: Buffer, key: KeyObject) => Promise<Buffer>)(
    'sha256',
    Buffer.from(message),
    privateKey,
  )
  return signature.toString('base64')
}

export function verifyRsa2(message: string, signature: string, publicKey: KeyObject): boolean {
  return verify('sha256', Buffer.from(message), publicKey, Buffer.from(signature, 'base64'))
}

/** The signed text: the parameters that are not empty, sorted by name, without `sign` and the names left out. */
export function signedText(params: ReadonlyMap<string, string>, leftOut: readonly string[]): string {
  return [...params]
    .filter(([name, value]) => value !== '' && name !== 'sign' && !leftOut.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** Adds the `sign` of a notice or of a return address; there, unlike in requests, `sign_type` is not signed. */
export async function signParams(
  params: Map<string, string>,
  privateKey: KeyObject,
): Promise<URLSearchParams> {
  const signature = await rsa2(signedText(params, ['sign_type']), privateKey)
  return new URLSearchParams([...params, ['sign', signature]])
}

/** Key objects parsed once for each PEM. */
export class ParsedKeys {
  private readonly parsed = new Map<string, KeyObject>()

  privateKey(pem: string): KeyObject {
    return this.once(pem, () => createPrivateKey(pem))
  }

  publicKeyOf(privatePem: string): KeyObject {
    return this.once(`public ${privatePem}`, () => createPublicKey(createPrivateKey(privatePem)))
  }

  private once(name: string, make: () => KeyObject): KeyObject {
    const key = this.parsed.get(name) ?? make()
    this.parsed.set(name, key)
    return key
  }
}
