import { AlipaySdk } from 'alipay-sdk'
import { readAlipayPublicKey, readAppPrivateKey } from './keys'

export type AlipaySdkSettings = {
  readonly gateway: string
  readonly appId: string
  readonly appPrivateKey: string
  readonly alipayPublicKey: string
  readonly timeoutMs: number
}

/** An answer that Alipay did not sign, or that holds more than what was signed. `claim` is the code it pretends. */
export class AnswerNotVerified extends Error {
  constructor(readonly claim: string) {
    super('unverifiable answer')
  }
}

/** The whole answer and nothing else: one node and its signature, so that what is read is what was signed. */
const ENVELOPE = /^\s*\{\s*"([a-z_]+)"\s*:\s*(\{[^]*\})\s*,\s*"sign"\s*:\s*("[A-Za-z0-9+/=\\]+")\s*\}\s*$/

/**
 * The SDK cuts the signed text out of an answer by searching for names, which a doctored answer can mislead:
 * a genuine node nested in another one is verified while a forged one is read. This takes the answer whole.
 */
class StrictAlipaySdk extends AlipaySdk {
  override checkResponseSign(raw: string, responseKey: string, _sign: string, _traceId: string): void {
    const [, name, node, sign] = ENVELOPE.exec(raw) ?? []
    if (name === undefined || node === undefined || sign === undefined)
      throw new AnswerNotVerified(claimOf(raw))
    if (name !== responseKey && name !== 'error_response') throw new AnswerNotVerified(claimOf(raw))
    if (!this.rsaCheck(node, JSON.parse(sign) as string, 'RSA2')) throw new AnswerNotVerified(claimOf(raw))
  }
}

/** The SDK with its traps closed. Throws TypeError for keys that are none, an empty Alipay key above all. */
export function createStrictSdk(settings: AlipaySdkSettings): AlipaySdk {
  return new StrictAlipaySdk({
    appId: settings.appId,
    // Left at its default the SDK takes the key for PKCS#1, whatever it is.
    privateKey: readAppPrivateKey(settings.appPrivateKey),
    keyType: 'PKCS8',
    // Without this key the SDK would accept every answer with no more than a warning.
    alipayPublicKey: readAlipayPublicKey(settings.alipayPublicKey),
    signType: 'RSA2',
    gateway: settings.gateway,
    camelcase: false,
    timeout: settings.timeoutMs,
  })
}

/** The SDK for verifying notices only: it insists on a private key even where only a public one is used. */
export function createNoticeVerifier(alipayPublicKey: string): AlipaySdk {
  const settings = { appId: 'none', privateKey: 'none', signType: 'RSA2' } as const
  return new AlipaySdk({ ...settings, alipayPublicKey: readAlipayPublicKey(alipayPublicKey) })
}

/** The codes of an answer nobody can trust, for the person who looks for the wrong setting. */
function claimOf(raw: string): string {
  const codes = [...raw.matchAll(/"(?:sub_)?code"\s*:\s*"([\w.-]{1,60})"/g)].map(([, code]) => code)
  return codes.slice(0, 2).join(' ')
}
