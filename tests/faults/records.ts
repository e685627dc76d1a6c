import postgres from 'postgres'
import type { Payable } from './gateways'

type AttemptState = { status: string; queries: number; started: boolean; overAtGateway: boolean }

/** All that paying an order may do, counted: each of them must be there once or not at all. */
export type Effect = {
  order: string
  settled: number
  packages: number
  ledger: number
  mails: number
  /** Payments that do not pay the order, and how many of them were given back. */
  suspense: number
  refunded: number
}

const KEPT_NOTHING = { suspense: 0, refunded: 0 }
export const PAID_ONCE: Effect = {
  order: 'paid',
  settled: 1,
  packages: 1,
  ledger: 1,
  mails: 1,
  ...KEPT_NOTHING,
}
export const NOTHING: Effect = { order: '', settled: 0, packages: 0, ledger: 0, mails: 0, ...KEPT_NOTHING }

/** The product's database seen as its owner: what became of orders, and time that is made to pass. */
export class Records {
  private readonly owner: postgres.Sql

  constructor(ownerUrl: string) {
    // Asking for the types of arrays, which it does unawaited, would end this process when the database is killed then.
    this.owner = postgres(ownerUrl, { max: 4, fetch_types: false, onnotice: () => undefined })
  }

  get sql(): postgres.Sql {
    return this.owner
  }

  async effect(orderId: string): Promise<Effect> {
    const effect = (await this.effects([orderId])).get(orderId)
    if (!effect) throw new Error('there is no such order')
    return effect
  }

  async effects(orderIds: readonly string[]): Promise<Map<string, Effect>> {
    const rows = await this.owner<(Effect & { id: string })[]>`select o.id, o.status as "order",
      (select count(*)::int from payments p where p.order_id = o.id and p.status = 'settled') as settled,
      (select count(*)::int from packages k where k.order_id = o.id) as packages,
      (select count(*)::int from ledger_transactions t where t.order_id = o.id and t.kind = 'payment') as ledger,
      (select count(*)::int from mails m where m.key = 'order-paid:' || o.id and m.sent_at is not null) as mails,
      (select count(*)::int from suspense s where s.order_id = o.id) as suspense,
      (select count(*)::int from refunds r where r.order_id = o.id and r.status = 'done') as refunded
      from orders o where o.id in ${this.owner(orderIds)}`
    return new Map(rows.map(({ id, ...effect }) => [id, effect]))
  }

  /** The number under which the gateway knows an attempt. */
  async numberOf(attemptId: string): Promise<string> {
    const [payment] = await this.owner<{ outTradeNo: string }[]>`
      select out_trade_no as "outTradeNo" from payments where id = ${attemptId}`
    if (!payment) throw new Error('the attempt was not written')
    return payment.outTradeNo
  }

  /** All attempts' numbers of each order. */
  async numbersOf(orderIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.owner<{ id: string; numbers: string[] }[]>`
      select order_id as id, json_agg(out_trade_no) as numbers from payments
      where order_id in ${this.owner(orderIds)} group by order_id`
    return new Map(rows.map(({ id, numbers }) => [id, numbers]))
  }

  async attempt(attemptId: string): Promise<AttemptState> {
    const [found] = await this.owner<AttemptState[]>`
      select status, queries, pay_url is not null as started, gateway_closed_at is not null as "overAtGateway"
      from payments where id = ${attemptId}`
    if (!found) throw new Error('there is no such attempt')
    return found
  }

  /** As if the attempt's time were over. */
  async endTimeOf(attemptId: string): Promise<void> {
    await this.owner`update payments set expires_at = now() - interval '1 second' where id = ${attemptId}`
  }

  async amountOf(orderId: string): Promise<string> {
    const [order] = await this.owner<
      { fen: string }[]
    >`select amount_fen as fen from orders where id = ${orderId}`
    return order?.fen ?? ''
  }

  async openAttemptsOf(orderId: string): Promise<string[]> {
    const rows = await this.owner<{ id: string }[]>`
      select id from payments where order_id = ${orderId} and status = 'open'`
    return rows.map(({ id }) => id)
  }

  /** As if the orders' time were over. */
  async runOut(orderIds: readonly string[]): Promise<void> {
    await this
      .owner`update orders set expires_at = now() - interval '1 second' where id in ${this.owner(orderIds)}`
  }

  async expiriesOf(orderId: string): Promise<number> {
    const rows = await this.owner`select from order_events where order_id = ${orderId} and verb = 'expire'`
    return rows.length
  }

  /** What was given back for these orders: the payment's number, the refund's and the whole amount of the payment. */
  async givenBack(orderIds: readonly string[]): Promise<string[]> {
    const rows = await this.owner<{ text: string }[]>`
      select p.out_trade_no || ' ' || r.number || ' ' || p.amount_fen as text
      from refunds r join payments p on p.id = r.payment_id
      where r.order_id in ${this.owner(orderIds)} and r.status = 'done'`
    return rows.map(({ text }) => text)
  }

  /** How often the gateway was sent or asked about the refunds of an order. */
  async refundQuestions(orderId: string): Promise<number> {
    await this.askAgainNow()
    const [found] = await this.owner<{ questions: number }[]>`
      select coalesce(max(queries), 0)::int as questions from refunds where order_id = ${orderId}`
    return found?.questions ?? 0
  }

  /** The moment at which the first person confirmed, where a second one is waited for. */
  async waitingForSecond(transferId: string): Promise<string | null> {
    const [found] = await this.owner<{ at: Date }[]>`
      select confirmed_at as at from transfers where id = ${transferId} and status = 'checking'`
    return found?.at.toISOString() ?? null
  }

  /** How each order was paid, by the channel of its settled attempt. */
  async paidBy(orderIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.owner<{ id: string; channel: string }[]>`
      select order_id as id, channel from payments where status = 'settled' and order_id in ${this.owner(orderIds)}`
    return new Map(rows.map(({ id, channel }) => [id, channel]))
  }

  /** The orders for which finance has confirmed a transfer. */
  async transferred(orderIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.owner<{ id: string }[]>`
      select order_id as id from transfers where status = 'confirmed' and order_id in ${this.owner(orderIds)}`
    return new Set(rows.map(({ id }) => id))
  }

  async refundsOf(orderId: string): Promise<{ status: string; number: string; trouble: string | null }[]> {
    return this.owner`select status, number, trouble from refunds where order_id = ${orderId}`
  }

  /** As if the pauses before the next question to each gateway were over. */
  async askAgainNow(): Promise<void> {
    await this.owner`update payments set next_query_at = now() where next_query_at > now()`
    await this.owner`update refunds set next_query_at = now() where next_query_at > now()`
  }

  /** As if the queue's pauses before the next tries were over. */
  async tryJobsNow(): Promise<void> {
    await this
      .owner`update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()`
  }

  /** How often the job was tried that was tried least. */
  async fewestTries(): Promise<number> {
    const [found] = await this.owner<{ tries: number }[]>`
      select coalesce(min(attempts) filter (where locked_at is null), 0)::int as tries from graphile_worker._private_jobs`
    return found?.tries ?? 0
  }

  /** At its next start the database takes no writes and waits for a primary, until it is promoted. */
  async becomeStandby(): Promise<void> {
    const [found] = await this.owner<{ directory: string }[]>`select setting as directory from pg_settings
      where name = 'data_directory'`
    await this.owner.unsafe(`copy (select '') to '${found?.directory ?? ''}/standby.signal'`)
  }

  async isStandby(): Promise<boolean> {
    const [found] = await this.owner<{ standby: boolean }[]>`select pg_is_in_recovery() as standby`.catch(
      () => [],
    )
    return found?.standby ?? false
  }

  async promote(): Promise<void> {
    await this.owner`select pg_promote()`
  }

  async noticesOf({ outTradeNo }: Pick<Payable, 'outTradeNo'>): Promise<number> {
    const rows = await this
      .owner`select from payment_notices where out_trade_no = ${outTradeNo} and source = 'notice'`
    return rows.length
  }

  async suspenseOf(orderId: string): Promise<string[]> {
    const rows = await this.owner<
      { reason: string }[]
    >`select reason from suspense where order_id = ${orderId}`
    return rows.map((row) => row.reason)
  }

  close(): Promise<void> {
    return this.owner.end({ timeout: 5 })
  }
}
