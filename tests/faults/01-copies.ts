import { expectEffect, expectEqual, type Fault, type World } from './fault'
import { deliver, Gate, isAcknowledged } from './gate'
import { CHANNELS, type Channel } from './gateways'
import { PAID_ONCE } from './records'
import { until } from './until'

const COPIES = 50
const CONNECTIONS = 8
const ORDERS = 5

/** Gateways promise a notice at least once. Fifty at once is more than any has been seen to do. */
export const copies: Fault = {
  title: 'each notice 50 times at once, from 8 connections: one effect',
  async run(world) {
    for (const channel of CHANNELS) {
      await byReplay(world, channel)
      await byGateway(world, channel)
    }
  },
}

/** The very bytes of a notice again and again, for several orders at once. */
async function byReplay({ instance, gateways, shop }: World, channel: Channel): Promise<void> {
  const gate = await new Gate().open()
  try {
    const orders: string[] = []
    for (let number = 1; number <= ORDERS; number++) {
      const orderId = await shop.order(number)
      const attempt = await shop.start(orderId, channel, gate.origin)
      await gateways.pay(attempt)
      orders.push(orderId)
    }
    const captured = await gate.holding(ORDERS)
    const all = Array.from({ length: COPIES }, () => captured).flat()
    const answers = await deliver(instance.url, all, CONNECTIONS)
    expectEqual(
      'acknowledged',
      answers.filter((answer) => isAcknowledged(channel, answer)).length,
      all.length,
    )
    for (const orderId of orders) await expectEffect(shop, orderId, PAID_ONCE)
    const [told] = await shop.sql<{ notices: number; copies: number }[]>`
      select count(*)::int as notices, sum(copies)::int as copies from payment_notices
      where source = 'notice' and out_trade_no in (select out_trade_no from payments where order_id in ${shop.sql(orders)})`
    expectEqual('notices stored', told, { notices: ORDERS, copies: ORDERS * COPIES })
  } finally {
    await gate.close()
  }
}

/** The gateway itself says it fifty times over, each copy signed anew. */
async function byGateway({ gateways, shop }: World, channel: Channel): Promise<void> {
  await gateways.setFaults(channel, { duplicateNotices: COPIES })
  const attempt = await shop.start(await shop.order(), channel)
  await gateways.pay(attempt)
  await until(`${COPIES} copies of a notice by ${channel}`, async () => {
    const [told] = await shop.sql<
      { copies: number | null }[]
    >`select sum(copies)::int as copies from payment_notices
      where source = 'notice' and out_trade_no = ${attempt.outTradeNo}`
    return told?.copies === COPIES
  })
  await gateways.setFaults(channel, { duplicateNotices: 0 })
  await expectEffect(shop, attempt.orderId, PAID_ONCE)
}
