import { memberActor, type MemberActor } from '@/lib/auth/actor'
import type { MemberRole } from '@/lib/auth/permissions'
import { placeOrder } from '@/lib/billing/order/place-order.command'
import { startPayment, type PaymentStarted } from '@/lib/billing/settlement/start-payment.flow'
import { newId } from '@/lib/kernel/id'
import type { Channel, Payable } from './gateways'
import { Records } from './records'

const BUYER = 'owner@acme.example'

export type Attempt = Payable & { id: string; orderId: string; amountFen: string }

/** A customer of the demo, who orders and pays by the product's own commands in this process. */
export class Shop extends Records {
  private buyer: MemberActor | undefined

  constructor(
    ownerUrl: string,
    private readonly productUrl: string,
  ) {
    super(ownerUrl)
  }

  async order(quantity = 1): Promise<string> {
    const [price] = await this.sql<{ fen: string }[]>`select unit_price_fen as fen from prices
      where product_code = 'auth' and effective_at <= business_now() order by effective_at desc limit 1`
    const [agreement] = await this.sql<{ version: number }[]>`
      select max(version) as version from agreements where code = 'privacy' and effective_on <= business_now()`
    const { orderId } = await placeOrder(await this.actor(), {
      orderId: newId(),
      productCode: 'auth',
      quantity: String(quantity),
      unitPriceFen: price?.fen ?? '',
      agreementVersion: String(agreement?.version),
      agreed: 'on',
    })
    return orderId
  }

  /** Starts paying at the gateway, which sends its notices to `origin`: the product's own unless given. */
  async start(orderId: string, channel: Channel, origin = this.productUrl): Promise<Attempt> {
    const id = newId()
    const started: PaymentStarted = await startPayment(await this.actor(), {
      attemptId: id,
      orderId,
      channel,
      device: 'desktop',
      origin,
      clientIp: '127.0.0.1',
    })
    const [payment] = await this.sql<{ outTradeNo: string; amountFen: string }[]>`
      select out_trade_no as "outTradeNo", amount_fen as "amountFen" from payments where id = ${id}`
    if (!payment) throw new Error('the attempt was not written')
    return { id, orderId, channel, url: started.url, ...payment }
  }

  async actor(): Promise<MemberActor> {
    if (this.buyer) return this.buyer
    const [row] = await this.sql<
      { userId: string; accountId: string; accountName: string; role: MemberRole }[]
    >`
      select u.id as "userId", a.id as "accountId", a.name as "accountName", m.role
      from users u join members m on m.user_id = u.id join accounts a on a.id = m.account_id where u.email = ${BUYER}`
    if (!row) throw new Error(`${BUYER} is not among the demo's people`)
    this.buyer = memberActor({
      ...row,
      email: BUYER,
      sessionId: newId(),
      name: BUYER,
      locale: 'en',
      accountKind: 'enterprise',
      emailVerified: true,
    })
    return this.buyer
  }
}
