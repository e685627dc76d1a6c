import { createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { selfSignedCertificate } from './certificate'
import { randomDigits, randomHex } from './random'

/** A key with which WeChat Pay signs: by its serial the merchant knows which. */
export interface PlatformKey {
  kind: 'public-key' | 'certificate'
  serial: string
  privateKey: string
  /** A public key (SPKI) or an X.509 certificate, as PEM. */
  public: string
  effectiveAt: number
  expiresAt: number
}

/** What Nuonuo gives to one application; its secret signs the calls, nothing signs the answers. */
export interface NuonuoKeys {
  appKey: string
  appSecret: string
  accessToken: string
}

/** Everything that the platforms and their one merchant know of each other. Keys are PEM. */
export interface KeyRing {
  wechatpay: {
    mchid: string
    appid: string
    merchantSerial: string
    merchantPrivateKey: string
    apiV3Key: string
    /** In order of making: the last of each kind is the current one. */
    platformKeys: PlatformKey[]
  }
  alipay: { appId: string; sellerId: string; appPrivateKey: string; platformPrivateKey: string }
  nuonuo: NuonuoKeys
}

/** WeChat Pay's platform certificates are valid for five years. */
const CERTIFICATE_DAYS = 5 * 365
const DAY_MS = 24 * 60 * 60 * 1000

/** The key ring in the state directory, made on first use. Each change replaces the file as a whole. */
export class KeyFile {
  private constructor(
    private readonly file: string,
    public ring: KeyRing,
  ) {}

  static async open(directory: string): Promise<KeyFile> {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const file = join(directory, 'keys.json')
    if (existsSync(file))
      return new KeyFile(file, JSON.parse(readFileSync(file, 'utf8')) as KeyRing).completed()
    const made = new KeyFile(file, await makeKeyRing())
    made.save(made.ring)
    return made
  }

  /** A ring made before a platform was known gets what belongs to it. */
  private completed(): this {
    const { nuonuo } = this.ring as Partial<KeyRing>
    if (!nuonuo) this.save({ ...this.ring, nuonuo: makeNuonuoKeys() })
    return this
  }

  async rotateWechatpay(): Promise<void> {
    const { wechatpay } = this.ring
    const fresh = await Promise.all([makePublicKey(), makeCertificate()])
    const platformKeys = [...wechatpay.platformKeys, ...fresh]
    this.save({ ...this.ring, wechatpay: { ...wechatpay, platformKeys } })
  }

  async rotateAlipay(): Promise<void> {
    const platformPrivateKey = await makePrivateKey()
    this.save({ ...this.ring, alipay: { ...this.ring.alipay, platformPrivateKey } })
  }

  private save(ring: KeyRing): void {
    const draft = `${this.file}.draft`
    writeFileSync(draft, JSON.stringify(ring, null, 2), { mode: 0o600 })
    renameSync(draft, this.file)
    this.ring = ring
  }
}

/** What a merchant copies from the platforms' consoles into its settings. */
export function merchantSettings(ring: KeyRing, baseUrl: string): Record<string, string> {
  const { wechatpay, alipay, nuonuo } = ring
  const offered = [currentKey(ring, 'public-key'), currentKey(ring, 'certificate')]
  return {
    WECHATPAY_BASE_URL: `${baseUrl}/wechatpay`,
    WECHATPAY_MCHID: wechatpay.mchid,
    WECHATPAY_APPID: wechatpay.appid,
    WECHATPAY_MERCHANT_SERIAL: wechatpay.merchantSerial,
    WECHATPAY_MERCHANT_PRIVATE_KEY: wechatpay.merchantPrivateKey,
    WECHATPAY_APIV3_KEY: wechatpay.apiV3Key,
    WECHATPAY_PLATFORM_KEYS: JSON.stringify(
      Object.fromEntries(offered.map((key) => [key.serial, key.public])),
    ),
    ALIPAY_GATEWAY: `${baseUrl}/alipay/gateway.do`,
    ALIPAY_APP_ID: alipay.appId,
    ALIPAY_SELLER_ID: alipay.sellerId,
    ALIPAY_APP_PRIVATE_KEY: derBase64(
      createPrivateKey(alipay.appPrivateKey).export({ type: 'pkcs8', format: 'der' }),
    ),
    ALIPAY_PUBLIC_KEY: derBase64(
      createPublicKey(alipay.platformPrivateKey).export({ type: 'spki', format: 'der' }),
    ),
    NUONUO_BASE_URL: `${baseUrl}/nuonuo`,
    NUONUO_APP_KEY: nuonuo.appKey,
    NUONUO_APP_SECRET: nuonuo.appSecret,
    NUONUO_ACCESS_TOKEN: nuonuo.accessToken,
  }
}

export function currentKey(ring: KeyRing, kind: PlatformKey['kind']): PlatformKey {
  const key = ring.wechatpay.platformKeys.findLast((candidate) => candidate.kind === kind)
  if (!key) throw new Error(`The key ring holds no ${kind}.`)
  return key
}

function derBase64(der: Buffer): string {
  return der.toString('base64')
}

async function makeKeyRing(): Promise<KeyRing> {
  const [merchantPrivateKey, appPrivateKey, platformPrivateKey, publicKey, certificate] = await Promise.all([
    makePrivateKey(),
    makePrivateKey(),
    makePrivateKey(),
    makePublicKey(),
    makeCertificate(),
  ])
  return {
    wechatpay: {
      mchid: `19${randomDigits(8)}`,
      appid: `wx${randomHex(8).toLowerCase()}`,
      merchantSerial: makeSerial(),
      merchantPrivateKey,
      apiV3Key: randomHex(16),
      platformKeys: [publicKey, certificate],
    },
    alipay: {
      appId: `2021${randomDigits(12)}`,
      sellerId: `2088${randomDigits(12)}`,
      appPrivateKey,
      platformPrivateKey,
    },
    nuonuo: makeNuonuoKeys(),
  }
}

function makeNuonuoKeys(): NuonuoKeys {
  return { appKey: randomDigits(8), appSecret: randomHex(8), accessToken: randomHex(16).toLowerCase() }
}

export async function makePrivateKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

export async function makePublicKey(): Promise<PlatformKey> {
  const privateKey = await makePrivateKey()
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
  const now = Date.now()
  const serial = `PUB_KEY_ID_${randomDigits(28)}`
  // The ids of public keys do not expire; the date is there for the type alone.
  return {
    kind: 'public-key',
    serial,
    privateKey,
    public: spki,
    effectiveAt: now,
    expiresAt: now + 36_500 * DAY_MS,
  }
}

async function makeCertificate(): Promise<PlatformKey> {
  const privateKey = await makePrivateKey()
  const serial = makeSerial()
  const effectiveAt = Date.now() - DAY_MS
  const expiresAt = effectiveAt + CERTIFICATE_DAYS * DAY_MS
  const certificate = selfSignedCertificate({
    serial,
    commonName: 'Platform certificate',
    privateKey: createPrivateKey(privateKey),
    notBefore: new Date(effectiveAt),
    notAfter: new Date(expiresAt),
  })
  return { kind: 'certificate', serial, privateKey, public: certificate, effectiveAt, expiresAt }
}

/** Twenty bytes whose first is neither zero nor above 0x7f: as DER integer and as hex the number looks the same. */
function makeSerial(): string {
  return `5${randomHex(20).slice(1)}`
}
