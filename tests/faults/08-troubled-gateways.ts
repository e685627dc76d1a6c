import { newId } from '@/lib/kernel/id'
import { expectEffect, expectEqual, type Fault } from './fault'
import { CHANNELS, type Channel } from './gateways'
import { falselyTold } from './false-notices'
import { expectGivenBack } from './outcome'
import { keysRotated } from './rotated-keys'
import { begin, type Scene } from './scene'
import { troubledIssuing } from './troubled-issuing'
import { Shopper } from './shopper'
import { NOTHING, PAID_ONCE } from './records'
import { until } from './until'

/** Longer than the product waits for a gateway. */
const TOO_SLOW_MS = 7_000
const SLOW_MS = 1_500
const CALLS = 1_000
const QUESTIONS = 3

/** What a gateway's answers may be like; the last three are answers to calls that were carried out. */
const TROUBLES = {
  'too slow': { slowMs: TOO_SLOW_MS },
  'HTTP 500': { failNext: CALLS },
  'signed by nobody we know': { unknownKey: true },
  nonsense: { nonsenseNext: CALLS },
  'wrongly signed': { badSignatureNext: CALLS },
  'never there': { timeoutNext: CALLS },
}
type Trouble = Readonly<Record<string, unknown>>
const UNTROUBLED = {
  slowMs: 0,
  failNext: 0,
  unknownKey: false,
  nonsenseNext: 0,
  badSignatureNext: 0,
  timeoutNext: 0,
}

/** What is not surely said by the gateway is not believed; what is not heard is asked again. */
export const troubledGateways: Fault = {
  title: 'gateway slow, 500, nonsense, unknown key, keys rotated: refused or retried, never believed',
  async run(world) {
    const door = await Shopper.signIn(world.instance.url, 'owner@acme.example')
    const scene = { ...world, door }
    await Promise.all(CHANNELS.map((channel) => troubled(scene, channel)))
    await troubledIssuing(scene)
    await falselyTold(scene)
    await keysRotated(scene)
  },
}

async function troubled(scene: Scene, channel: Channel): Promise<void> {
  await slow(scene, channel)
  for (const [name, trouble] of Object.entries(TROUBLES)) {
    try {
      // Alipay is asked nothing when a payment begins: the buyer's browser goes there.
      if (channel === 'wechatpay') await atCreate(scene, trouble)
      await atQuery(scene, channel, trouble)
      await atClose(scene, channel, trouble)
      await atRefund(scene, channel, trouble)
    } catch (error) {
      throw new Error(`${channel}, answers ${name}`, { cause: error })
    }
  }
}

async function slow(scene: Scene, channel: Channel): Promise<void> {
  const { gateways, shop } = scene
  await gateways.setFaults(channel, { slowMs: SLOW_MS })
  const { orderId, payable } = await begin(scene, channel)
  await gateways.pay(payable)
  await expectEffect(shop, orderId, PAID_ONCE)
  await gateways.setFaults(channel, UNTROUBLED)
}

/** The buyer is told that the gateway was not heard, and a new try pays. */
async function atCreate({ gateways, shop, door }: Scene, trouble: Trouble): Promise<void> {
  const channel = 'wechatpay'
  const orderId = newId()
  await door.order(orderId, 1)
  await gateways.setFaults(channel, trouble)
  const attemptId = newId()
  expectEqual('what the buyer is led to', await door.pay(orderId, channel, attemptId), null)
  const { status, started } = await shop.attempt(attemptId)
  expectEqual('the attempt', { status, started }, { status: 'open', started: false })
  await gateways.setFaults(channel, UNTROUBLED)
  const begun = await door.pay(orderId, channel)
  if (!begun) throw new Error('a new try is refused')
  await gateways.pay({ channel, outTradeNo: await shop.numberOf(begun.attemptId), url: '' })
  await expectEffect(shop, orderId, PAID_ONCE)
}

/** Paid, and nobody tells: while the answers are no good nothing is paid here, and as soon as one is, it is paid once. */
async function atQuery(scene: Scene, channel: Channel, trouble: Trouble): Promise<void> {
  const { gateways, shop } = scene
  const { orderId, attemptId, payable } = await begin(scene, channel)
  await gateways.setFaults(channel, { ...trouble, dropNotices: true })
  await gateways.pay(payable)
  await askedInVain(scene, attemptId)
  await expectEffect(shop, orderId, { ...NOTHING, order: 'pending-payment' })
  await gateways.setFaults(channel, UNTROUBLED)
  await shop.askAgainNow()
  await expectEffect(shop, orderId, PAID_ONCE)
  await gateways.setFaults(channel, { dropNotices: false })
}

/** An attempt whose time is over stays to be closed until the gateway has surely closed it. */
async function atClose(scene: Scene, channel: Channel, trouble: Trouble): Promise<void> {
  const { gateways, shop } = scene
  const { attemptId, payable } = await begin(scene, channel)
  if (channel === 'alipay') await fetch(payable.url)
  await shop.endTimeOf(attemptId)
  await gateways.setFaults(channel, {
    ...trouble,
    ...(trouble === TROUBLES['too slow'] ? {} : { only: 'close' }),
  })
  await askedInVain(scene, attemptId)
  // A close that was carried out and badly answered is found by the next question; one that was not is not taken for one.
  const isClosed = (await gateways.statusOf(payable)).endsWith('CLOSED')
  expectEqual('taken for closed', (await shop.attempt(attemptId)).overAtGateway && !isClosed, false)
  await gateways.setFaults(channel, { ...UNTROUBLED, only: null })
  await until('the attempt is closed at the gateway', async () => {
    await shop.askAgainNow()
    return (await shop.attempt(attemptId)).overAtGateway
  })
}

/** Money on its way back is asked for under one number until the gateway has surely given it back: once. */
async function atRefund(scene: Scene, channel: Channel, trouble: Trouble): Promise<void> {
  const { gateways, shop, door } = scene
  const { orderId, payable } = await begin(scene, channel)
  expectEqual('cancelled', await door.cancel(orderId), true)
  await gateways.pay(payable, true)
  await until('money that is to go back', async () => (await shop.refundsOf(orderId)).length === 1)
  await gateways.setFaults(channel, { ...trouble, dropNotices: true })
  await until('questions about the refund', async () => {
    const questions = await shop.refundQuestions(orderId)
    return questions >= QUESTIONS || (await shop.effect(orderId)).refunded === 1
  })
  await gateways.setFaults(channel, { ...UNTROUBLED, dropNotices: false })
  await until('the money given back', async () => {
    await shop.askAgainNow()
    return (await shop.effect(orderId)).refunded === 1
  })
  await expectGivenBack(scene, [orderId])
}

/** Until the gateway was asked so often about the attempt that the first answers were looked at, or need not be. */
async function askedInVain({ shop, instance }: Scene, attemptId: string): Promise<void> {
  const { queries: before } = await shop.attempt(attemptId)
  await until('questions about the attempt', async () => {
    await shop.askAgainNow()
    expectEqual('the sweep', await instance.turn('sweep-payments'), 200)
    const { queries, overAtGateway } = await shop.attempt(attemptId)
    return queries >= before + QUESTIONS || overAtGateway
  })
}
