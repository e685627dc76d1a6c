import postgres from 'postgres'
import { memberActor, type MemberActor } from '@/lib/auth/actor'
import type { MemberRole } from '@/lib/auth/permissions'
import { placeOrder } from '@/lib/billing/order/place-order.command'
import { startPayment, type PaymentStarted } from '@/lib/billing/settlement/start-payment.flow'
import { newId } from '@/lib/kernel/id'
import type { Channel, Payable } from './gateways'

const BUYER = 'owner@acme.example'

export type Attempt = Payable & { id: string; orderId: string; amountFen: string }

/** All that paying an order may do, counted: each of them must be there once or not at all. */
export type Effect = {
  order: string
  settled: number
  packages: number
  ledger: number
  mails: number
  suspense: number
}

export const PAID_ONCE: Effect = { order: 'paid', settled: 1, packages: 1, ledger: 1, mails: 1, suspense: 0 }

/** A customer of the demo, who orders and pays by the product's own commands in this process. */
export class Shop {
  private readonly owner: postgres.Sql
  private buyer: MemberActor | undefined

  constructor(
    ownerUrl: string,
    private readonly productUrl: string,
  ) {
    this.owner = postgres(ownerUrl, { max: 4, onnotice: () => undefined })
  }

  /** The database, seen as its owner. */
  get sql(): postgres.Sql {
    return this.owner
  }

  async order(quantity = 1): Promise<string> {
    const [price] = await this.owner<{ fen: string }[]>`select unit_price_fen as fen from prices
      where product_code = 'auth' and effective_at <= business_now() order by effective_at desc limit 1`
    const [agreement] = await this.owner<{ version: number }[]>`
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
    const [payment] = await this.owner<{ outTradeNo: string; amountFen: string }[]>`
      select out_trade_no as "outTradeNo", amount_fen as "amountFen" from payments where id = ${id}`
    if (!payment) throw new Error('the attempt was not written')
    return { id, orderId, channel, url: started.url, ...payment }
  }

  async effect(orderId: string): Promise<Effect> {
    const [effect] = await this.owner<Effect[]>`select
      (select status from orders where id = ${orderId}) as "order",
      (select count(*)::int from payments where order_id = ${orderId} and status = 'settled') as settled,
      (select count(*)::int from packages where order_id = ${orderId}) as packages,
      (select count(*)::int from ledger_transactions where order_id = ${orderId} and kind = 'payment') as ledger,
      (select count(*)::int from mails where key = ${`order-paid:${orderId}`}) as mails,
      (select count(*)::int from suspense where order_id = ${orderId}) as suspense`
    if (!effect) throw new Error('the database says nothing')
    return effect
  }

  async noticesOf({ outTradeNo }: Payable): Promise<number> {
    const rows = await this.owner`select from payment_notices where out_trade_no = ${outTradeNo}`
    return rows.length
  }

  async suspenseOf(orderId: string): Promise<string[]> {
    const rows = await this.owner<
      { reason: string }[]
    >`select reason from suspense where order_id = ${orderId}`
    return rows.map((row) => row.reason)
  }

  async actor(): Promise<MemberActor> {
    if (this.buyer) return this.buyer
    const [row] = await this.owner<
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

  close(): Promise<void> {
    return this.owner.end()
  }
}
