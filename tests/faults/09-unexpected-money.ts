import { SYSTEM } from '@/lib/auth/actor'
import { cancelOrder } from '@/lib/billing/settlement/cancel-order.command'
import { expireOrder } from '@/lib/billing/settlement/expire-order.command'
import { expectEffect, expectEqual, type Fault, type World } from './fault'
import { CHANNELS, type Channel } from './gateways'
import { PAID_ONCE, type Effect } from './shop'

const NOTHING: Effect = { order: '', settled: 0, packages: 0, ledger: 0, mails: 0, suspense: 0 }

/** Money that nobody expected is money all the same: it pays what it can, and the rest is kept where finance sees it. */
export const unexpectedMoney: Fault = {
  title: 'paid twice through two channels, paid after expiry, after cancel, with a wrong amount',
  async run(world) {
    for (const channel of CHANNELS) {
      await twice(world, channel)
      await afterExpiry(world, channel)
      await afterCancel(world, channel)
      await wrongAmount(world, channel)
    }
  },
}

/** The buyer scans one channel's code, then pays with the other, then confirms the first after all. */
async function twice({ gateways, shop }: World, first: Channel): Promise<void> {
  const second = first === 'wechatpay' ? 'alipay' : 'wechatpay'
  const orderId = await shop.order()
  const former = await shop.start(orderId, first)
  const latter = await shop.start(orderId, second)
  await Promise.all([gateways.pay(former, true), gateways.pay(latter)])
  await expectEffect(shop, orderId, { ...PAID_ONCE, suspense: 1 })
  expectEqual('why it is in suspense', await shop.suspenseOf(orderId), ['order-already-paid'])
}

async function afterExpiry({ gateways, shop }: World, channel: Channel): Promise<void> {
  const attempt = await shop.start(await shop.order(), channel)
  await shop.sql`update orders set expires_at = now() - interval '1 second' where id = ${attempt.orderId}`
  await expireOrder(SYSTEM, { orderId: attempt.orderId })
  await expectEffect(shop, attempt.orderId, { ...NOTHING, order: 'expired' })
  await gateways.pay(attempt, true)
  await expectEffect(shop, attempt.orderId, PAID_ONCE)
}

async function afterCancel({ gateways, shop }: World, channel: Channel): Promise<void> {
  const attempt = await shop.start(await shop.order(), channel)
  await cancelOrder(await shop.actor(), { orderId: attempt.orderId })
  await gateways.pay(attempt, true)
  await expectEffect(shop, attempt.orderId, { ...NOTHING, order: 'cancelled', suspense: 1 })
  expectEqual('why it is in suspense', await shop.suspenseOf(attempt.orderId), ['order-cancelled'])
}

async function wrongAmount({ gateways, shop }: World, channel: Channel): Promise<void> {
  await gateways.setFaults(channel, { wrongAmountFen: '1' })
  const attempt = await shop.start(await shop.order(), channel)
  await gateways.pay(attempt)
  await expectEffect(shop, attempt.orderId, { ...NOTHING, order: 'pending-payment', suspense: 1 })
  expectEqual('why it is in suspense', await shop.suspenseOf(attempt.orderId), ['wrong-amount'])
  await gateways.setFaults(channel, { wrongAmountFen: null })
}
