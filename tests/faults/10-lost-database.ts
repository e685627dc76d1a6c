import { expectEffect, expectEqual, type Fault } from './fault'
import { CHANNELS, type Payable } from './gateways'
import { freeze, thaw } from './processes'
import { begin, type Scene } from './scene'
import { Shopper } from './shopper'
import { NOTHING, PAID_ONCE } from './records'
import { Away, until } from './until'

/** What only we may know and an error page must not say. */
const INNER = /postgres|ECONNREFUSED|select |insert |\bat .+:\d+:\d+/i

/** Without its database the product says so, believes nothing and loses nothing, and nobody has to help it afterwards. */
export const lostDatabase: Fault = {
  title: 'database gone, hanging or read-only: a clear error, health says 503, recovery without help',
  async run(world) {
    const door = await Shopper.signIn(world.instance.url, 'owner@acme.example')
    const scene = { ...world, door }
    for (const [what, take] of Object.entries({ gone, hanging, readOnly })) {
      try {
        await lose(scene, take)
      } catch (error) {
        throw new Error(`the database is ${what}`, { cause: error })
      }
    }
  },
}

/** Takes the database away, says what health then says of it, and gives back how to return it. */
type Take = (scene: Scene) => Promise<{ says: string; answers: boolean; giveBack: () => Promise<void> }>

async function lose(scene: Scene, take: Take): Promise<void> {
  const { gateways, instance, shop } = scene
  const begun = await Promise.all(CHANNELS.map((channel) => begin(scene, channel)))
  const { says, answers, giveBack } = await take(scene)
  try {
    await until(`health that says ${says}`, async () => {
      const health = await instance.health()
      return health?.status === 503 && health.database === says
    })
    for (const { payable } of begun) await gateways.pay(payable)
    await unacknowledged(
      scene,
      begun.map(({ payable }) => payable),
    )
    if (answers) await saysSo(scene)
  } finally {
    await giveBack()
  }
  await instance.untilHealthy()
  for (const { orderId } of begun) await expectEffect(shop, orderId, PAID_ONCE)
  const afterwards = await begin(scene, 'wechatpay')
  await expectEffect(shop, afterwards.orderId, { ...NOTHING, order: 'pending-payment' })
}

/** What cannot be written down must not be acknowledged, or the gateway would not say it again. */
async function unacknowledged({ gateways }: Scene, payables: readonly Payable[]): Promise<void> {
  for (const { outTradeNo } of payables) {
    await until('a notice that was tried', async () =>
      (await gateways.notices(outTradeNo)).some(({ tries }) => tries > 0),
    )
    const notices = await gateways.notices(outTradeNo)
    expectEqual('notices acknowledged', notices.filter(({ accepted }) => accepted).length, 0)
  }
}

/** An order cannot be placed, and the page says no more than that something failed here. */
async function saysSo({ instance, door }: Scene): Promise<void> {
  const placed = await door.order(crypto.randomUUID(), 1).then(
    () => 'placed',
    (error: unknown) => (error instanceof Away ? 'failed' : 'refused'),
  )
  expectEqual('an order', placed, 'failed')
  const page = await fetch(`${instance.url}/sign-in`)
  expectEqual('what nobody need know', INNER.exec(await page.text())?.[0] ?? null, null)
}

/** Killed, while nobody starts it again. */
const gone: Take = async ({ instance }) => {
  const supervisor = instance.processOf('supervisor')
  process.kill(supervisor, 'SIGSTOP')
  process.kill(instance.processOf('postgres'), 'SIGKILL')
  return {
    says: 'unreachable',
    answers: true,
    giveBack: async () => void process.kill(supervisor, 'SIGCONT'),
  }
}

/** Takes connections and questions and answers none, as behind a broken network. */
const hanging: Take = async ({ instance }) => {
  const postmaster = instance.processOf('postgres')
  const frozen = freeze(postmaster)
  return { says: 'unreachable', answers: false, giveBack: async () => thaw(frozen) }
}

/** Recovering as a standby does, until it is promoted: what a failover looks like in between. */
const readOnly: Take = async ({ instance, shop }) => {
  await shop.becomeStandby()
  process.kill(instance.processOf('postgres'), 'SIGINT')
  await until('a standby', () => shop.isStandby())
  return { says: 'read-only', answers: true, giveBack: () => shop.promote() }
}
