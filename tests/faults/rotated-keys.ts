import { expectEffect, expectEqual } from './fault'
import type { Channel } from './gateways'
import { begin, type Scene } from './scene'
import { NOTHING, PAID_ONCE } from './records'
import { until } from './until'

/** Keys change in three ways: some can be learnt from the gateway, for some a question helps, some need a person. */
export async function keysRotated(scene: Scene): Promise<void> {
  await learnt(scene)
  await asked(scene, { noticeKey: 'public-key', rotateKey: true })
  await asked(scene, { noticeKey: 'certificate', rotateKey: true, noCertificates: true })
  await enteredByAPerson(scene)
}

/** A new platform certificate is fetched, sealed as it is with our own key. */
async function learnt(scene: Scene): Promise<void> {
  const { gateways, shop } = scene
  await gateways.setFaults('wechatpay', { noticeKey: 'certificate', rotateKey: true })
  const { orderId, payable } = await begin(scene, 'wechatpay')
  await gateways.pay(payable)
  await until('a notice under the new certificate', async () => (await shop.noticesOf(payable)) === 1)
  await expectEffect(shop, orderId, PAID_ONCE)
}

/** Notices under a key that cannot be learnt are refused; answers are signed with the key that the question names. */
async function asked(scene: Scene, rotation: Readonly<Record<string, unknown>>): Promise<void> {
  const { gateways, shop } = scene
  await gateways.setFaults('wechatpay', rotation)
  const { orderId, payable } = await begin(scene, 'wechatpay')
  await gateways.pay(payable)
  await shop.askAgainNow()
  await expectEffect(shop, orderId, PAID_ONCE)
  expectEqual('notices stored', await shop.noticesOf(payable), 0)
  await gateways.setFaults('wechatpay', { noCertificates: false })
}

/** Alipay has one key, and only a person can tell the product of another: until then nothing is believed. */
async function enteredByAPerson(scene: Scene): Promise<void> {
  const { gateways, instance, shop } = scene
  const channel: Channel = 'alipay'
  const { orderId, payable } = await begin(scene, channel)
  await gateways.setFaults(channel, { rotateKey: true })
  await gateways.pay(payable)
  await until('two notices under the new key', async () => {
    const [notice] = await gateways.notices(payable.outTradeNo)
    return notice !== undefined && notice.tries >= 2
  })
  await shop.askAgainNow()
  expectEqual('the sweep', await instance.turn('sweep-payments'), 200)
  await expectEffect(shop, orderId, { ...NOTHING, order: 'pending-payment' })
  // A simulator that starts anew shows its keys, and the server is started with them.
  const server = instance.processOf('web')
  process.kill(instance.processOf('simulators'), 'SIGKILL')
  await until('a server with the new keys', async () => instance.processOf('web') !== server)
  await instance.untilHealthy()
  await shop.askAgainNow()
  await expectEffect(shop, orderId, PAID_ONCE)
}
