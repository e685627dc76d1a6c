export type Channel = 'wechatpay' | 'alipay'
export const CHANNELS: readonly Channel[] = ['wechatpay', 'alipay']

/** What was given back is found among the refunds: Alipay closes such a trade, as it does one that was never paid. */
const PAID = new Set(['SUCCESS', 'REFUND', 'TRADE_SUCCESS', 'TRADE_FINISHED'])

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
    return (await this.statusOf({ channel, outTradeNo })) !== ''
  }

  /** The gateway's own word for it; empty where it has not heard of it. */
  async statusOf({ channel, outTradeNo }: Omit<Payable, 'url'>): Promise<string> {
    const query = new URLSearchParams({ channel, outTradeNo })
    const [found] = await this.get<{ status: string }[]>(`payments?${query}`)
    return found?.status ?? ''
  }

  /** The numbers of all that buyers have paid, given back or not. */
  async paid(): Promise<Set<string>> {
    const payments = await this.get<{ outTradeNo: string; status: string }[]>('payments')
    const paid = payments.filter(({ status }) => PAID.has(status))
    return new Set([...paid, ...(await this.refunds())].map(({ outTradeNo }) => outTradeNo))
  }

  /** What became of the notices about a payment, resent ones counted. */
  notices(outTradeNo: string): Promise<{ kind: string; tries: number; accepted: boolean }[]> {
    return this.get(`notices?${new URLSearchParams({ outTradeNo })}`)
  }

  /** What was given back, by the number of the payment. */
  refunds(): Promise<{ outTradeNo: string; refundNo: string; fen: string; status: string }[]> {
    return this.get('refunds')
  }

  /** What the tax channel was asked to issue. */
  invoices(): Promise<{ orderNo: string; status: string; number: string | null }[]> {
    return this.get('invoices')
  }

  async setFaults(channel: Channel | 'nuonuo', faults: Readonly<Record<string, unknown>>): Promise<void> {
    await this.post('faults', { channel, ...faults })
  }

  async resetFaults(): Promise<void> {
    await this.call('faults', { method: 'DELETE' })
  }

  private async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.url}/control/${path}`)
    return (await response.json()) as T
  }

  private post(path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
    return this.call(path, { method: 'POST', body: JSON.stringify(body) })
  }

  private async call(path: string, init: RequestInit): Promise<void> {
    const response = await fetch(`${this.url}/control/${path}`, init)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  }
}
