import { job } from './books'
import { sendCrowd } from './crowd'
import type { Fault, World } from './fault'
import { CHANNELS } from './gateways'
import { killDuring } from './killer'
import { untilEachOnce } from './outcome'
import { Shopper } from './shopper'

/** Whatever the server was doing, its supervisor starts it again, and the gateways and the sweep do the rest. */
export const killedServer: Fault = {
  title:
    'kill -9 of the server at random moments during 2,000 orders, restart, sweep: each payment settled once',
  async run(world) {
    const { instance } = world
    const door = await Shopper.signIn(instance.url, 'owner@acme.example')
    const orderIds = await killDuring(
      world,
      async () => {
        await loseSomeNotices(world)
        process.kill(instance.processOf('web'), 'SIGKILL')
      },
      () => sendCrowd(world, { orders: world.orders, doors: [door] }),
    )
    await world.gateways.resetFaults()
    await job('sweep-payments', instance.dataDirectory)
    await untilEachOnce(world, orderIds)
  },
}

/** So that questions are needed too, and not only what the gateways repeat. */
async function loseSomeNotices({ gateways, chance }: World): Promise<void> {
  for (const channel of CHANNELS) await gateways.setFaults(channel, { dropNotices: chance.happens(0.4) })
}
