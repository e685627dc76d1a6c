import { closeDatabase } from '@/db/client'
import { checkBooks } from './books'
import type { Fault, World } from './fault'
import { Gateways } from './gateways'
import { startInstance } from './instance'
import { Shop } from './shop'

/** The faults by their numbers, each in a file of its own and able to run alone. */
const faults: Readonly<Record<string, () => Promise<Fault>>> = {
  1: async () => (await import('./01-copies')).copies,
  2: async () => (await import('./02-lost-notices')).lostNotices,
  3: async () => (await import('./03-out-of-order')).outOfOrder,
  9: async () => (await import('./09-unexpected-money')).unexpectedMoney,
}

async function survive(number: string, world: World): Promise<boolean> {
  const fault = await faults[number]?.()
  if (!fault) return false
  const start = performance.now()
  const told = (how: string) =>
    process.stdout.write(
      `${number.padStart(2)} ${fault.title} … ${how} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`,
    )
  try {
    await fault.run(world)
    await world.gateways.resetFaults()
    await checkBooks(world.instance.dataDirectory)
    told('survived')
    return true
  } catch (error) {
    told('FAILED')
    process.stdout.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    await world.gateways.resetFaults().catch(() => undefined)
    return false
  }
}

async function main(): Promise<number> {
  const asked = process.argv.slice(2)
  const unknown = asked.filter((number) => !Object.hasOwn(faults, number))
  if (unknown.length > 0) {
    process.stderr.write(
      `No such fault: ${unknown.join(', ')}. There are ${Object.keys(faults).join(', ')}.\n`,
    )
    return 2
  }
  const numbers = asked.length > 0 ? asked : Object.keys(faults)
  const instance = await startInstance()
  const shop = new Shop(instance.ownerUrl, instance.url)
  const world: World = { instance, shop, gateways: new Gateways(instance.simulatorUrl) }
  let failed = 0
  try {
    for (const number of numbers) if (!(await survive(number, world))) failed++
  } finally {
    await shop.close()
    await closeDatabase()
    await instance.stop()
  }
  process.stdout.write(`${numbers.length - failed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  },
)
