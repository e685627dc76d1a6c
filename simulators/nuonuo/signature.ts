import { createHmac, timingSafeEqual } from 'node:crypto'

export interface SignedCall {
  path: string
  appKey: string
  senid: string
  nonce: string
  timestamp: string
  body: string
}

/** The text that a caller signs: the last three parts of the path from the end, then the query, then the body. */
function signedText({ path, appKey, senid, nonce, timestamp, body }: SignedCall): string {
  const [p = '', l = '', a = ''] = path.split('/').slice(-3)
  const parts = { a, l, p, k: appKey, i: senid, n: nonce, t: timestamp, f: body }
  return Object.entries(parts)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

export function isSignedBy(appSecret: string, call: SignedCall, signature: string): boolean {
  const expected = createHmac('sha1', Buffer.from(appSecret))
    .update(Buffer.from(signedText(call)))
    .digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
