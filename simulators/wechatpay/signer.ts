import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { Formatter, Rsa } from 'wechatpay-axios-plugin'
import type { Call } from '../http'
import type { FaultBoard } from '../faults'
import { currentKey, makePublicKey, type KeyFile, type PlatformKey } from '../keys'
import { WechatError } from './outcome'

const SCHEME = 'WECHATPAY2-SHA256-RSA2048'
/** A request is refused when its timestamp is further than five minutes from WeChat Pay's clock. */
const TOLERANCE_SECONDS = 300
const ITEMS = ['mchid', 'nonce_str', 'signature', 'timestamp', 'serial_no'] as const

export type SignatureKind = 'good' | 'bad'

/** Signs what WeChat Pay sends and checks what the merchant sends, with the merchant plugin's RSA. */
export class Signer {
  private readonly parsed = new Map<string, KeyObject>()
  private readonly merchantKey: KeyObject
  private stranger: Promise<PlatformKey> | null = null
  private turn = 0

  constructor(
    private readonly keys: KeyFile,
    private readonly faults: FaultBoard,
  ) {
    this.merchantKey = createPublicKey(createPrivateKey(keys.ring.wechatpay.merchantPrivateKey))
  }

  /** The merchant id that signed the call; throws SIGN_ERROR for whatever is wrong with the Authorization header. */
  authenticate(call: Call): string {
    const { mchid, merchantSerial } = this.keys.ring.wechatpay
    const items = parseAuthorization(call.headers.authorization ?? '')
    if (!items) throw signError('Authorization 头不合法', call, '')
    const message = Formatter.request(call.method, call.rawUrl, items.timestamp, items.nonce_str, call.body)
    const age = Math.abs(Date.now() / 1000 - Number(items.timestamp))
    if (!/^\d{1,12}$/.test(items.timestamp) || age > TOLERANCE_SECONDS) {
      throw signError('Http头Authorization值中的timestamp与发起请求的时间不得超过5分钟', call, message)
    }
    if (items.mchid !== mchid) throw signError('商户号不存在', call, message)
    if (items.serial_no !== merchantSerial) throw signError('商户证书序列号有误', call, message)
    if (!Rsa.verify(message, items.signature, this.merchantKey)) {
      throw signError('签名错误，验签失败', call, message)
    }
    return items.mchid
  }

  /** The key that the request names by its Wechatpay-Serial header, or the current one. */
  keyForAnswer(serial: string | undefined): PlatformKey {
    if (serial === undefined) return currentKey(this.keys.ring, 'public-key')
    const named = this.keys.ring.wechatpay.platformKeys.find((key) => key.serial === serial)
    if (!named) throw new WechatError(400, 'PARAM_ERROR', 'Wechatpay-Serial 对应的证书或公钥不存在')
    return named
  }

  keyForNotice(): PlatformKey {
    const { noticeKey } = this.faults.of('wechatpay')
    if (noticeKey !== 'mixed') return currentKey(this.keys.ring, noticeKey)
    this.turn += 1
    return currentKey(this.keys.ring, this.turn % 2 ? 'public-key' : 'certificate')
  }

  /** The headers that vouch for a body. */
  async sign(body: string, key: PlatformKey, kind: SignatureKind): Promise<Record<string, string>> {
    const faults = this.faults.of('wechatpay')
    const signingKey = faults.unknownKey ? await this.strangerKey() : key
    const timestamp = String(Math.floor(Date.now() / 1000) + faults.timestampOffsetSeconds)
    const nonce = Formatter.nonce()
    const genuine = Rsa.sign(Formatter.response(timestamp, nonce, body), this.parse(signingKey))
    return {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      // The mark of WeChat Pay's signature probes.
      'wechatpay-signature': kind === 'good' ? genuine : `WECHATPAY/SIGNTEST/${genuine.slice(19)}`,
      'wechatpay-serial': signingKey.serial,
      'wechatpay-signature-type': SCHEME,
    }
  }

  private strangerKey(): Promise<PlatformKey> {
    this.stranger ??= makePublicKey()
    return this.stranger
  }

  private parse(key: PlatformKey): KeyObject {
    const known = this.parsed.get(key.serial)
    if (known) return known
    const parsed = Rsa.from(key.privateKey, 'private')
    this.parsed.set(key.serial, parsed)
    return parsed
  }
}

type Items = Record<(typeof ITEMS)[number], string>

function parseAuthorization(header: string): Items | null {
  if (!header.startsWith(`${SCHEME} `)) return null
  const found = new Map<string, string>()
  for (const item of header.slice(SCHEME.length + 1).split(',')) {
    const match = /^\s*(\w+)="([^"]*)"\s*$/.exec(item)
    if (!match?.[1] || found.has(match[1])) return null
    found.set(match[1], match[2] ?? '')
  }
  if (found.size !== ITEMS.length || ITEMS.some((name) => !found.get(name))) return null
  return Object.fromEntries(found) as Items
}

function signError(message: string, call: Call, signed: string): WechatError {
  return new WechatError(401, 'SIGN_ERROR', message, {
    field: 'signature',
    issue: message,
    location: 'authorization',
    sign_information: {
      method: call.method,
      url: call.rawUrl,
      truncated_sign_message: signed.slice(0, 100),
      sign_message_length: signed.length,
    },
  })
}
