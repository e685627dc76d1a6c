import { expectEffect, expectEqual } from './fault'
import { CHANNELS, type Channel, type Payable } from './gateways'
import { begin, type Scene } from './scene'
import { NOTHING, PAID_ONCE } from './records'
import { until } from './until'

const PAID_WORDS = { wechatpay: 'SUCCESS', alipay: 'TRADE_SUCCESS' } as const
/** Further off than WeChat Pay's five minutes. */
const STALE_SECONDS = 400

/** Whoever says that something was paid has to prove who he is. */
export async function falselyTold(scene: Scene): Promise<void> {
  for (const channel of CHANNELS) {
    await signedByAStranger(scene, channel)
    await probed(scene, channel)
    await nonsense(scene, channel)
  }
  for (const seconds of [-STALE_SECONDS, STALE_SECONDS]) await stale(scene, seconds)
}

async function signedByAStranger(scene: Scene, channel: Channel): Promise<void> {
  const { gateways, shop } = scene
  const { orderId, payable } = await begin(scene, channel)
  await gateways.setFaults(channel, { unknownKey: true })
  const notifyUrl = notifyAddress(scene, channel)
  await gateways.tell(payable, await shop.amountOf(orderId), PAID_WORDS[channel], notifyUrl)
  await refusedSoFar(scene, orderId, payable)
  // The very same news, once it is signed by the gateway.
  await gateways.setFaults(channel, { unknownKey: false })
  await expectEffect(shop, orderId, PAID_ONCE)
}

/** WeChat Pay's probes must be refused, and the real notice that follows counts. */
async function probed(scene: Scene, channel: Channel): Promise<void> {
  const { gateways, shop } = scene
  await gateways.setFaults(channel, { badSignatureProbes: true })
  const { orderId, payable } = await begin(scene, channel)
  await gateways.pay(payable)
  await expectEffect(shop, orderId, PAID_ONCE)
  expectEqual('notices stored', await shop.noticesOf(payable), 1)
  await gateways.setFaults(channel, { badSignatureProbes: false })
}

async function stale(scene: Scene, seconds: number): Promise<void> {
  const { gateways, shop } = scene
  const { orderId, payable } = await begin(scene, 'wechatpay')
  await gateways.setFaults('wechatpay', { timestampOffsetSeconds: seconds })
  await gateways.pay(payable)
  await refusedSoFar(scene, orderId, payable)
  await gateways.setFaults('wechatpay', { timestampOffsetSeconds: 0 })
  await expectEffect(shop, orderId, PAID_ONCE)
}

async function refusedSoFar({ gateways, shop }: Scene, orderId: string, payable: Payable): Promise<void> {
  await until('a notice that was tried twice', async () => {
    const [notice] = await gateways.notices(payable.outTradeNo)
    return notice !== undefined && notice.tries >= 2
  })
  const [notice] = await gateways.notices(payable.outTradeNo)
  expectEqual('acknowledged', notice?.accepted, false)
  expectEqual('notices stored', await shop.noticesOf(payable), 0)
  await expectEffect(shop, orderId, { ...NOTHING, order: 'pending-payment' })
}

async function nonsense(scene: Scene, channel: Channel): Promise<void> {
  const { orderId, payable } = await begin(scene, channel)
  const form = new URLSearchParams({ out_trade_no: payable.outTradeNo, trade_status: 'TRADE_SUCCESS' })
  const bodies = [
    '',
    '{}',
    '[]',
    '<xml/>',
    '%',
    `${form.toString()}&sign_type=RSA2&sign=AAAA`,
    'x'.repeat(200_000),
  ]
  for (const body of bodies) {
    const answer = await fetch(notifyAddress(scene, channel), { method: 'POST', body })
    expectEqual(`the answer to ${body.slice(0, 40)}`, answer.status, 401)
  }
  await expectEffect(scene.shop, orderId, { ...NOTHING, order: 'pending-payment' })
}

function notifyAddress({ instance }: Scene, channel: Channel): string {
  return `${instance.url}/api/payments/${channel}/notify`
}
