import { newId } from '@/lib/kernel/id'
import { sendCrowd } from './crowd'
import { expectEffect, expectEqual, type Fault, type World } from './fault'
import { CHANNELS } from './gateways'
import { Instance } from './instance'
import { killDuring } from './killer'
import { untilEachOnce } from './outcome'
import { Shopper } from './shopper'
import { PAID_ONCE } from './records'
import { Splitter } from './splitter'

const AT_BOTH = 20

/** Two servers behind a balancer know of each other by the database alone. */
export const twoServers: Fault = {
  title: 'two servers on one database, doing all of it together',
  async run(world) {
    const { instance, mail, gateways, chance } = world
    const second = await Instance.startBeside(instance, mail.url)
    try {
      const both = [instance, second] as const
      const doors = await Promise.all(both.map(({ url }) => Shopper.signIn(url, 'owner@acme.example')))
      for (const channel of CHANNELS)
        await gateways.setFaults(channel, { duplicateNotices: 3, reorderNotices: true })
      const orderIds = await killDuring(
        world,
        async () => void process.kill(chance.pick(both).processOf('web'), 'SIGKILL'),
        () => sendCrowd(world, { orders: Math.ceil(world.orders / 5), doors }),
      )
      await second.untilHealthy()
      await untilEachOnce(world, orderIds)
      await pressedAtBoth(world, doors)
      await toldToBoth(world, both)
      await expiredByBoth(world, both)
    } finally {
      await second.stop()
    }
  },
}

/** The same form sent to both servers at once is one order and one attempt; two attempts at once leave one open. */
async function pressedAtBoth(world: World, doors: readonly Shopper[]): Promise<void> {
  const { shop, gateways, chance } = world
  for (let round = 1; round <= AT_BOTH; round++) {
    const orderId = newId()
    await Promise.all(doors.map((door) => door.order(orderId, 2)))
    const attemptId = newId()
    await Promise.all(doors.map((door) => door.pay(orderId, 'wechatpay', attemptId)))
    await Promise.all(doors.map((door) => door.pay(orderId, chance.pick(CHANNELS))))
    const open = await shop.openAttemptsOf(orderId)
    expectEqual('open attempts after four presses', open.length <= 1, true)
    const [door] = doors
    const begun = await door?.pay(orderId, 'wechatpay')
    if (!begun) throw new Error('the order cannot be paid any more')
    const outTradeNo = await shop.numberOf(begun.attemptId)
    await gateways.pay({ channel: 'wechatpay', outTradeNo, url: '' })
    await Promise.all(doors.map((each) => each.look(orderId)))
    await expectEffect(shop, orderId, PAID_ONCE)
  }
}

/** Every copy of a notice reaches both servers in the same moment. */
async function toldToBoth({ shop, gateways }: World, both: readonly Instance[]): Promise<void> {
  const splitter = await new Splitter(both.map(({ url }) => url)).open()
  try {
    for (let round = 1; round <= AT_BOTH; round++) {
      for (const channel of CHANNELS) {
        const attempt = await shop.start(await shop.order(), channel, splitter.origin)
        await gateways.pay(attempt)
        await expectEffect(shop, attempt.orderId, PAID_ONCE)
      }
    }
  } finally {
    await splitter.close()
  }
}

/** Both servers let the same orders expire, and both sweep. */
async function expiredByBoth({ shop }: World, both: readonly Instance[]): Promise<void> {
  const orderIds: string[] = []
  for (let number = 1; number <= AT_BOTH; number++) orderIds.push(await shop.order())
  await shop.runOut(orderIds)
  const turns = both.flatMap((server) => ['expire', 'sweep-payments'].map((name) => server.turn(name)))
  expectEqual(
    'turns',
    await Promise.all(turns),
    turns.map(() => 200),
  )
  for (const orderId of orderIds)
    expectEqual(`times expired of ${orderId}`, await shop.expiriesOf(orderId), 1)
}
