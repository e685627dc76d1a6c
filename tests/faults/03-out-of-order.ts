import { findChannel } from '@/lib/gateway/payment-channels'
import { fen } from '@/lib/kernel/money'
import { newId } from '@/lib/kernel/id'
import { expectEffect, expectEqual, type Fault, type World } from './fault'
import { deliver, Gate } from './gate'
import { CHANNELS, type Channel } from './gateways'
import { PAID_ONCE, type Effect } from './records'
import type { Attempt } from './shop'
import { until } from './until'

/** Neither gateway promises an order: what is told later may have happened earlier. */
export const outOfOrder: Fault = {
  title: 'notices before the create call has returned; refund before payment; closed after paid',
  async run(world) {
    await beforeCreated(world)
    for (const channel of CHANNELS) {
      await refundFirst(world, channel)
      await closedLast(world, channel)
    }
  },
}

/** WeChat Pay alone answers a call that begins a payment; the buyer has paid before the answer is given up. */
async function beforeCreated({ gateways, shop }: World): Promise<void> {
  const channel = 'wechatpay'
  await gateways.setFaults(channel, { timeoutNext: 1, only: 'create' })
  const orderId = await shop.order()
  const starting = shop.start(orderId, channel).then(
    () => 'started',
    () => 'refused',
  )
  let outTradeNo = ''
  await until('an attempt that the gateway knows and has not answered', async () => {
    const [payment] = await shop.sql<{ outTradeNo: string }[]>`
      select out_trade_no as "outTradeNo" from payments where order_id = ${orderId}`
    outTradeNo = payment?.outTradeNo ?? ''
    return payment !== undefined && (await gateways.knows(channel, outTradeNo))
  })
  await gateways.pay({ channel, outTradeNo, url: '' })
  await expectEffect(shop, orderId, PAID_ONCE)
  expectEqual('the call that was never answered', await starting, 'refused')
  await expectEffect(shop, orderId, PAID_ONCE)
}

async function refundFirst({ instance, gateways, shop }: World, channel: Channel): Promise<void> {
  const gate = await new Gate().open()
  try {
    const attempt = await shop.start(await shop.order(2), channel, gate.origin)
    await gateways.pay(attempt)
    const [paid] = await gate.holding(1)
    await refundPart(attempt, gate.origin)
    const [, refund] = await gate.holding(2)
    if (!paid || !refund) throw new Error('the gate holds nothing')
    // Of what was never known as paid something was given back, so the gateway is asked: both facts are found.
    const both: Effect = { ...PAID_ONCE, order: 'partially-refunded', refunded: 1 }
    await deliver(instance.url, [refund], 1)
    await expectEffect(shop, attempt.orderId, both)
    await deliver(instance.url, [paid], 1)
    await expectEffect(shop, attempt.orderId, both)
  } finally {
    await gate.close()
  }
}

async function refundPart({ channel, outTradeNo, amountFen }: Attempt, origin: string): Promise<void> {
  const refunded = await findChannel(channel)?.refund({
    outTradeNo,
    refundNo: newId().replaceAll('-', ''),
    fen: fen(1),
    totalFen: fen(amountFen),
    reason: 'test',
    notifyUrl: `${origin}/api/payments/${channel}/notify`,
  })
  if (refunded?.kind !== 'done' && refunded?.kind !== 'processing')
    throw new Error(`the refund at ${channel} is ${refunded?.kind}`)
}

async function closedLast({ instance, gateways, shop }: World, channel: Channel): Promise<void> {
  const attempt = await shop.start(await shop.order(), channel)
  await gateways.pay(attempt)
  await expectEffect(shop, attempt.orderId, PAID_ONCE)
  const status = channel === 'wechatpay' ? 'CLOSED' : 'TRADE_CLOSED'
  const notices = () => shop.noticesOf(attempt)
  const before = await notices()
  await gateways.tell(attempt, attempt.amountFen, status, `${instance.url}/api/payments/${channel}/notify`)
  await until('the notice that it is closed', async () => (await notices()) > before)
  await expectEffect(shop, attempt.orderId, PAID_ONCE)
}
