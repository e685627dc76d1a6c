export type Channel = 'wechatpay' | 'alipay'
export const CHANNELS: readonly Channel[] = ['wechatpay', 'alipay']

/** A payment at a gateway, and the address that the payer was sent to. */
export type Payable = { channel: Channel; outTradeNo: string; url: string }

/** What a test can do at the simulated gateways. */
export class Gateways {
  constructor(private readonly url: string) {}

  /** Pays as the buyer would; `force` pays even what is closed or expired, as one already under way would be. */
  async pay({ channel, outTradeNo, url }: Payable, force = false): Promise<void> {
    // An Alipay trade begins when the buyer's browser comes to its page.
    if (channel === 'alipay') await fetch(url)
    await this.post('pay', { channel, outTradeNo, force })
  }

  /** Has the gateway tell, well signed, that the payment's status is this. */
  async tell(
    { channel, outTradeNo }: Payable,
    fen: string,
    status: string,
    notifyUrl: string,
  ): Promise<void> {
    await this.post('stray-notice', { channel, outTradeNo, fen, status, notifyUrl })
  }

  /** Whether the gateway has heard of it. */
  async knows(channel: Channel, outTradeNo: string): Promise<boolean> {
    const query = new URLSearchParams({ channel, outTradeNo })
    const response = await fetch(`${this.url}/control/payments?${query}`)
    const payments: unknown = await response.json()
    return Array.isArray(payments) && payments.length > 0
  }

  async setFaults(channel: Channel, faults: Readonly<Record<string, unknown>>): Promise<void> {
    await this.post('faults', { channel, ...faults })
  }

  async resetFaults(): Promise<void> {
    await this.call('faults', { method: 'DELETE' })
  }

  private post(path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
    return this.call(path, { method: 'POST', body: JSON.stringify(body) })
  }

  private async call(path: string, init: RequestInit): Promise<void> {
    const response = await fetch(`${this.url}/control/${path}`, init)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  }
}
