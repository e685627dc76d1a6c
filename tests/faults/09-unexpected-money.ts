import { SYSTEM } from '@/lib/auth/actor'
import { cancelOrder } from '@/lib/billing/settlement/cancel-order.command'
import { expireOrder } from '@/lib/billing/settlement/expire-order.command'
import { expectEffect, expectEqual, type Fault, type World } from './fault'
import { CHANNELS, type Channel } from './gateways'
import { expectGivenBack } from './outcome'
import { NOTHING, PAID_ONCE } from './records'
import { until } from './until'

const GIVEN_BACK = { suspense: 1, refunded: 1 }
const NOT_YET = { suspense: 1, refunded: 0 }

/** Money that nobody expected is money all the same: it pays what it can, and what it cannot pay goes back by itself. */
export const unexpectedMoney: Fault = {
  title: 'paid twice through two channels, paid after expiry, after cancel, with a wrong amount',
  async run(world) {
    for (const channel of CHANNELS) {
      await twice(world, channel)
      await afterExpiry(world, channel)
      await afterCancel(world, channel)
      await wrongAmount(world, channel)
      await heldUp(world, channel, { refundsStayProcessing: true }, { refundsStayProcessing: false })
      await heldUp(world, channel, { notEnough: true }, { notEnough: false })
    }
    await ended(world, 'abnormal', { refundsAbnormal: true })
    await ended(world, 'closed', { refundsClose: true })
  },
}

/** The buyer scans one channel's code, then pays with the other, then confirms the first after all. */
async function twice(world: World, first: Channel): Promise<void> {
  const { gateways, shop } = world
  const second = first === 'wechatpay' ? 'alipay' : 'wechatpay'
  const orderId = await shop.order()
  const former = await shop.start(orderId, first)
  const latter = await shop.start(orderId, second)
  await Promise.all([gateways.pay(former, true), gateways.pay(latter)])
  await expectEffect(shop, orderId, { ...PAID_ONCE, ...GIVEN_BACK })
  expectEqual('why it is in suspense', await shop.suspenseOf(orderId), ['order-already-paid'])
  await expectGivenBack(world, [orderId])
}

async function afterExpiry({ gateways, shop }: World, channel: Channel): Promise<void> {
  const attempt = await shop.start(await shop.order(), channel)
  await shop.runOut([attempt.orderId])
  await expireOrder(SYSTEM, { orderId: attempt.orderId })
  await expectEffect(shop, attempt.orderId, { ...NOTHING, order: 'expired' })
  await gateways.pay(attempt, true)
  await expectEffect(shop, attempt.orderId, PAID_ONCE)
}

async function afterCancel(world: World, channel: Channel): Promise<void> {
  const orderId = await paidAfterCancel(world, channel)
  await expectEffect(world.shop, orderId, { ...NOTHING, order: 'cancelled', ...GIVEN_BACK })
  expectEqual('why it is in suspense', await world.shop.suspenseOf(orderId), ['order-cancelled'])
  await expectGivenBack(world, [orderId])
}

/** Nobody knows what such money is for, so a person decides. */
async function wrongAmount({ gateways, shop }: World, channel: Channel): Promise<void> {
  await gateways.setFaults(channel, { wrongAmountFen: '1' })
  const attempt = await shop.start(await shop.order(), channel)
  await gateways.pay(attempt)
  await expectEffect(shop, attempt.orderId, { ...NOTHING, order: 'pending-payment', ...NOT_YET })
  expectEqual('why it is in suspense', await shop.suspenseOf(attempt.orderId), ['wrong-amount'])
  await gateways.setFaults(channel, { wrongAmountFen: null })
}

/** What goes back is followed until it has gone back, once. */
async function heldUp(world: World, channel: Channel, fault: object, relief: object): Promise<void> {
  const { gateways, shop } = world
  await gateways.setFaults(channel, { ...fault })
  const orderId = await paidAfterCancel(world, channel)
  await until('a refund that was asked for', async () => (await shop.refundQuestions(orderId)) > 1)
  await expectEffect(shop, orderId, { ...NOTHING, order: 'cancelled', ...NOT_YET })
  await gateways.setFaults(channel, { ...relief })
  await until('the money given back', async () => {
    await shop.askAgainNow()
    return (await shop.effect(orderId)).refunded === 1
  })
  await expectEffect(shop, orderId, { ...NOTHING, order: 'cancelled', ...GIVEN_BACK })
  await expectGivenBack(world, [orderId])
}

/** WeChat Pay may be unable to give back, or give up; a person is told and the money is still owed. */
async function ended(world: World, status: string, fault: object): Promise<void> {
  const { gateways, shop } = world
  await gateways.setFaults('wechatpay', { ...fault })
  const orderId = await paidAfterCancel(world, 'wechatpay')
  await until(`a refund that is ${status}`, async () => {
    await shop.askAgainNow()
    return (await shop.refundsOf(orderId)).some((refund) => refund.status === status)
  })
  await expectEffect(shop, orderId, { ...NOTHING, order: 'cancelled', ...NOT_YET })
  await gateways.resetFaults()
}

async function paidAfterCancel({ gateways, shop }: World, channel: Channel): Promise<string> {
  const attempt = await shop.start(await shop.order(), channel)
  await cancelOrder(await shop.actor(), { orderId: attempt.orderId })
  await gateways.pay(attempt, true)
  return attempt.orderId
}
