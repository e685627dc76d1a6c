import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AlipaySdk } from 'alipay-sdk'
import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin'
import { startSimulators, type SimulatorOptions, type Simulators } from './server'

export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** The merchant's end of the notices: collects what arrives and answers as told. */
export class Receiver {
  readonly received: Received[] = []
  /** The answer to each notice; null leaves it unanswered. */
  reply: (notice: Received, count: number) => { status: number; body?: string } | null = () => ({
    status: 200,
  })
  url = ''
  private readonly waiting: { count: number; resolve: () => void }[] = []
  private readonly server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const notice = { headers: request.headers, body }
      this.received.push(notice)
      const reply = this.reply(notice, this.received.length)
      if (reply) response.writeHead(reply.status).end(reply.body)
      for (const { count, resolve } of this.waiting) if (this.received.length >= count) resolve()
    })
  })

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    return this
  }

  /** Resolves with the notices so far when there are that many. */
  async until(count: number): Promise<Received[]> {
    if (this.received.length < count) {
      await new Promise<void>((resolve) => this.waiting.push({ count, resolve }))
    }
    return this.received
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

/** What WeChat Pay answered to a call that it refused. */
export async function refusal(call: Promise<unknown>): Promise<{ status: number; code: string }> {
  try {
    await call
  } catch (error) {
    const { response } = error as { response: { status: number; data: { code: string } } }
    return { status: response.status, code: response.data.code }
  }
  throw new Error('The call was not refused.')
}

export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'simulators-'))
}

/** Simulators with a state of their own, which goes when they are closed. */
export async function startForTest(options: Partial<SimulatorOptions> = {}): Promise<Simulators> {
  const stateDirectory = temporaryDirectory()
  const defaults = { host: '127.0.0.1', port: 0, retryScale: 0.0001 }
  const simulators = await startSimulators({ ...defaults, ...options, stateDirectory })
  const close = async () => {
    await simulators.close()
    rmSync(stateDirectory, { recursive: true })
  }
  return { url: simulators.url, close }
}

/** The control addresses of running simulators. */
export class Control {
  constructor(private readonly url: string) {}

  async credentials(): Promise<Record<string, string>> {
    return (await this.call('GET', 'credentials')).body as Record<string, string>
  }

  async pay(channel: string, outTradeNo: string, force = false) {
    return this.call('POST', 'pay', { channel, outTradeNo, force })
  }

  async faults(channel: string, faults: object) {
    const answer = await this.call('POST', 'faults', { channel, ...faults })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body
  }

  async call(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(`${this.url}/control/${path}`, { method, ...sent })
    return { status: response.status, body: await response.json() }
  }
}

type Settings = Record<string, string>

/** The members of WeChat Pay's answers that tests look at. */
interface WechatData {
  code_url: string
  h5_url: string
  trade_state: string
  refund_id: string
  status: string
  data: { serial_no: string; encrypt_certificate: Sealed }[]
}

interface Sealed {
  ciphertext: string
  nonce: string
  associated_data: string
}

interface WechatAnswer {
  status: number
  data: WechatData
  headers: Record<string, string>
}

/** One call of the plugin's client, whose chained proxy has no useful types. */
interface WechatCall {
  get(config?: object): Promise<WechatAnswer>
  post(body: object): Promise<WechatAnswer>
}

/** The merchant of the settings, by the public client of another author: calls by their path below /v3. */
export class WechatMerchant {
  private readonly client: Wechatpay

  constructor(
    private readonly settings: Settings,
    private readonly keys = JSON.parse(settings['WECHATPAY_PLATFORM_KEYS'] ?? '') as Settings,
  ) {
    this.client = new Wechatpay({
      mchid: this.setting('MCHID'),
      serial: this.setting('MERCHANT_SERIAL'),
      privateKey: this.setting('MERCHANT_PRIVATE_KEY'),
      certs: keys,
      baseURL: `${this.setting('BASE_URL')}/`,
      headers: { 'Wechatpay-Serial': Object.keys(keys)[0] ?? '' },
    } as never)
  }

  setting(name: string): string {
    return this.settings[`WECHATPAY_${name}`] ?? ''
  }

  call(path: string): WechatCall {
    return (this.client as unknown as { chain(path: string): WechatCall }).chain(`v3/${path}`)
  }

  create(outTradeNo: string, notifyUrl: string, changes: object = {}) {
    return this.call('pay/transactions/native').post({
      appid: this.setting('APPID'),
      mchid: this.setting('MCHID'),
      description: '认证资源充值',
      out_trade_no: outTradeNo,
      notify_url: notifyUrl,
      amount: { total: 168032, currency: 'CNY' },
      ...changes,
    })
  }

  query(outTradeNo: string) {
    return this.call(`pay/transactions/out-trade-no/${outTradeNo}`).get({
      params: { mchid: this.setting('MCHID') },
    })
  }

  close(outTradeNo: string) {
    return this.call(`pay/transactions/out-trade-no/${outTradeNo}/close`).post({
      mchid: this.setting('MCHID'),
    })
  }

  verifies(notice: Received): boolean {
    const header = (name: string) => String(notice.headers[`wechatpay-${name}`])
    const key = this.keys[header('serial')]
    const message = Formatter.response(header('timestamp'), header('nonce'), notice.body)
    return key !== undefined && Rsa.verify(message, header('signature'), key)
  }

  /** The content of a notice. */
  decrypt(notice: Received): Record<string, unknown> {
    const { resource } = JSON.parse(notice.body) as { resource: Sealed }
    return JSON.parse(this.unseal(resource)) as Record<string, unknown>
  }

  unseal({ ciphertext, nonce, associated_data }: Sealed): string {
    return Aes.AesGcm.decrypt(ciphertext, this.setting('APIV3_KEY'), nonce, associated_data)
  }
}

/** The merchant of the settings, by Alipay's own SDK. */
export class AlipayMerchant {
  readonly sdk: AlipaySdk

  constructor(settings: Settings, changes: object = {}) {
    this.sdk = new AlipaySdk({
      appId: settings['ALIPAY_APP_ID'] ?? '',
      privateKey: settings['ALIPAY_APP_PRIVATE_KEY'] ?? '',
      alipayPublicKey: settings['ALIPAY_PUBLIC_KEY'] ?? '',
      keyType: 'PKCS8',
      gateway: settings['ALIPAY_GATEWAY'] ?? '',
      ...changes,
    })
  }

  /** Where the buyer's browser is sent to. */
  pageUrl(outTradeNo: string, merchantUrl: string, biz: object = {}, page: 'page' | 'wap' = 'page'): string {
    return this.sdk.pageExec(`alipay.trade.${page}.pay`, 'GET', {
      notify_url: `${merchantUrl}/notify`,
      return_url: `${merchantUrl}/return`,
      bizContent: {
        out_trade_no: outTradeNo,
        total_amount: '1680.32',
        subject: '认证资源充值',
        product_code: page === 'page' ? 'FAST_INSTANT_TRADE_PAY' : 'QUICK_WAP_WAY',
        ...biz,
      },
    })
  }

  exec(method: string, bizContent: object) {
    return this.sdk.exec(`alipay.trade.${method}`, { bizContent }, { validateSign: true })
  }

  query(outTradeNo: string) {
    return this.exec('query', { out_trade_no: outTradeNo })
  }

  fields(notice: Received): Record<string, string> {
    return Object.fromEntries(new URLSearchParams(notice.body))
  }

  verifies(notice: Received): boolean {
    return this.sdk.checkNotifySignV2(this.fields(notice))
  }
}
