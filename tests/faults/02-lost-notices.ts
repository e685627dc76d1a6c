import { expectEffect, expectEqual, type Fault } from './fault'
import { CHANNELS } from './gateways'
import { PAID_ONCE } from './records'
import type { Attempt } from './shop'

const ORDERS = 10

/** A gateway whose notices never arrive is asked: by the page that waits, and by the sweep. */
export const lostNotices: Fault = {
  title: 'notices dropped for a whole run: every payment is settled by query or sweep',
  async run({ gateways, shop }) {
    for (const channel of CHANNELS) await gateways.setFaults(channel, { dropNotices: true })
    const attempts: Attempt[] = []
    for (let number = 1; number <= ORDERS; number++)
      for (const channel of CHANNELS) attempts.push(await shop.start(await shop.order(number), channel))
    for (const attempt of attempts) await gateways.pay(attempt)
    for (const { orderId } of attempts) await expectEffect(shop, orderId, PAID_ONCE)
    const [told] = await shop.sql<{ count: number }[]>`select count(*)::int as count from payment_notices
      where source = 'notice' and out_trade_no in ${shop.sql(attempts.map((attempt) => attempt.outTradeNo))}`
    expectEqual('notices that arrived', told?.count, 0)
  },
}
