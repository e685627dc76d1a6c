import { newId } from '@/lib/kernel/id'
import type { World } from './fault'
import type { Channel, Payable } from './gateways'
import type { Shopper } from './shopper'

/** A world with a customer who comes by the pages of its server. */
export type Scene = World & { door: Shopper }

/** Orders and begins to pay. */
export async function begin({ shop, door }: Scene, channel: Channel) {
  const orderId = newId()
  await door.order(orderId, 1)
  const begun = await door.pay(orderId, channel)
  if (!begun) throw new Error('the payment does not begin')
  const outTradeNo = await shop.numberOf(begun.attemptId)
  const payable: Payable = { channel, outTradeNo, url: begun.url ?? '' }
  return { orderId, attemptId: begun.attemptId, payable }
}
