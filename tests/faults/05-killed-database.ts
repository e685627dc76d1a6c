import { sendCrowd } from './crowd'
import type { Fault, World } from './fault'
import { killDuring } from './killer'
import { untilEachOnce } from './outcome'
import { childrenOf } from './processes'
import { Shopper } from './shopper'

/** What Postgres has said is committed is there when it comes back; what it has not said is done again. */
export const killedDatabase: Fault = {
  title: 'kill -9 of Postgres under the same load: nothing committed is lost, nothing is done twice',
  async run(world) {
    const door = await Shopper.signIn(world.instance.url, 'owner@acme.example')
    const orderIds = await killDuring(
      world,
      () => killPostgres(world),
      () => sendCrowd(world, { orders: world.orders, doors: [door] }),
    )
    await untilEachOnce(world, orderIds)
  },
}

/** Either the whole of it, or one of its processes, after which it throws all the others out and recovers. */
async function killPostgres({ instance, chance }: World): Promise<void> {
  const postmaster = instance.processOf('postgres')
  const children = childrenOf(postmaster)
  const victim = children.length > 0 && chance.happens(0.5) ? chance.pick(children) : postmaster
  process.kill(victim, 'SIGKILL')
}
