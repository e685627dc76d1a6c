import { createHmac } from 'node:crypto'

/** What a call is signed by, and what is signed beside its body. */
export type Signed = {
  readonly appKey: string
  /** Thirty-two characters, new for each call. */
  readonly senid: string
  /** Eight digits, new for each call. */
  readonly nonce: string
  /** Seconds since 1970. */
  readonly timestamp: string
}

/**
 * The `X-Nuonuo-Sign` of a call: HMAC-SHA1, base64, over the parts of the path, the query and the body as it is sent.
 * Authority: the platform's SDK, whose order of the parts is not the alphabet's.
 */
export function signCall(appSecret: string, body: string, signed: Signed): string {
  const { appKey, senid, nonce, timestamp } = signed
  const message = `a=services&l=v1&p=open&k=${appKey}&i=${senid}&n=${nonce}&t=${timestamp}&f=${body}`
  return createHmac('sha1', appSecret).update(message, 'utf8').digest('base64')
}
