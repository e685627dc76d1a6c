import type { KeyObject } from 'node:crypto'
import { readCallback } from '../../lib/gateway/wechatpay/callback'
import { readPlatformKey } from '../../lib/gateway/wechatpay/signature'
import { objectOr, textOr, type Suite } from './suite'

export const wechatpayCallback: Suite = (input) => {
  const callback = readCallback({
    now: typeof input['now'] === 'number' ? input['now'] : Number.NaN,
    headers: objectOr(input['headers']),
    body: textOr(input['body'], ''),
    apiV3Key: textOr(input['apiV3Key'], ''),
    keys: new Map(Object.entries(objectOr(input['keys'])).flatMap(readable)),
  })
  return { verified: callback.verified, decrypted: callback.decrypted }
}

/** A key that is none verifies nothing and leaves the others usable. */
function readable([serial, pem]: [string, unknown]): [string, KeyObject][] {
  try {
    return [[serial, readPlatformKey(textOr(pem, ''))]]
  } catch {
    return []
  }
}
