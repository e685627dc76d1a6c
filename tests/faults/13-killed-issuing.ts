import { setTimeout } from 'node:timers/promises'
import type { Fault, World } from './fault'
import { Office } from './office'
import { until } from './until'

const MOMENTS = 10
const AT_ONCE = 3
/** How long the channel keeps its answers back: the call is carried out, and the caller does not know. */
const ANSWERS_AFTER_MS = 2_500
/** From death to death at least: the supervisor gives up after six within a minute, as it should. */
const LEAST_LIFE_MS = 12_500

/** Between the call and its answer, and at moments drawn anew: nothing that was approved is lost or issued twice. */
export const killedIssuing: Fault = {
  title: 'kill -9 between the call to the tax channel and its answer, ten times: each invoice issued once',
  async run(world) {
    const office = new Office(world)
    const applied: string[] = []
    for (let number = 0; number < MOMENTS * AT_ONCE; number++) applied.push(await office.apply())
    await world.gateways.setFaults('nuonuo', { slowMs: ANSWERS_AFTER_MS })
    for (let moment = 0; moment < MOMENTS; moment++) {
      const some = applied.slice(moment * AT_ONCE, (moment + 1) * AT_ONCE)
      for (const applicationId of some) await office.approve(applicationId)
      await waitForMoment(world, office, some, moment)
      process.kill(world.instance.processOf('web'), 'SIGKILL')
      await setTimeout(LEAST_LIFE_MS)
      await world.instance.untilHealthy()
    }
    await world.gateways.setFaults('nuonuo', { slowMs: 0 })
    await office.expectIssuedOnce(applied)
  },
}

/** By turns: the channel has one and has not said so; the call was just written down; any moment at all. */
async function waitForMoment(
  world: World,
  office: Office,
  some: readonly string[],
  moment: number,
): Promise<void> {
  if (moment % 3 === 0) {
    const numbers = new Set(await Promise.all(some.map((each) => office.requestNoOf(each))))
    await until(
      'a call that was carried out',
      async () => (await world.gateways.invoices()).some(({ orderNo }) => numbers.has(orderNo)),
      { pauseMs: 20 },
    )
  } else if (moment % 3 === 1) {
    const states = () => Promise.all(some.map((each) => office.stateOf(each)))
    await until('a call that was written down', async () => (await states()).some(({ asked }) => asked), {
      pauseMs: 10,
    })
  } else await setTimeout(world.chance.between(0, 3 * ANSWERS_AFTER_MS))
}
