import { spawn } from 'node:child_process'
import { inspect, parseArgs } from 'node:util'
import { closeDatabase } from '@/db/client'
import { checkBooks } from './books'
import { Chance } from './chance'
import type { Fault } from './fault'
import { Gateways } from './gateways'
import { Instance } from './instance'
import { MailProvider } from './mail-provider'
import { Shop } from './shop'

/** The faults by their numbers, each in a file of its own and able to run alone. */
const faults: Readonly<Record<string, () => Promise<Fault>>> = {
  1: async () => (await import('./01-copies')).copies,
  2: async () => (await import('./02-lost-notices')).lostNotices,
  3: async () => (await import('./03-out-of-order')).outOfOrder,
  4: async () => (await import('./04-killed-server')).killedServer,
  5: async () => (await import('./05-killed-database')).killedDatabase,
  7: async () => (await import('./07-two-servers')).twoServers,
  8: async () => (await import('./08-troubled-gateways')).troubledGateways,
  9: async () => (await import('./09-unexpected-money')).unexpectedMoney,
  10: async () => (await import('./10-lost-database')).lostDatabase,
  11: async () => (await import('./11-lost-mail')).lostMail,
  12: async () => (await import('./12-quota-race')).quotaRace,
  13: async () => (await import('./13-killed-issuing')).killedIssuing,
}

const LARGEST_SEED = 2 ** 31 - 1
/** Enough for several kills in the middle of everything; fewer are for a quick look. */
const ORDERS = 2_000
/** Of 12; fewer are for a quick look. */
const OPERATIONS = 50_000
/** Side by side, each with a product of its own: much of a fault is waiting. Those that take longest begin. */
const AT_ONCE = 2
const LONG = ['8', '12']
const USAGE = `Usage: npm run faults [-- <number>… --seed <whole number> --orders <whole number> --operations <whole number>]
Numbers: ${Object.keys(faults).join(', ')}`

type Asked = { numbers: string[]; seed: number; orders: number; operations: number }

/** Starts a product, lets one thing go wrong, and looks at the books. */
async function survive(number: string, { seed, orders, operations }: Asked): Promise<boolean> {
  const fault = await faults[number]?.()
  if (!fault) return false
  const mail = await new MailProvider().open()
  const instance = await Instance.start(mail.url)
  const shop = new Shop(instance.ownerUrl, instance.url)
  const gateways = new Gateways(instance.simulatorUrl)
  const world = { instance, shop, mail, gateways, chance: new Chance(seed), orders, operations }
  const start = performance.now()
  const tell = (how: string) =>
    process.stdout.write(
      `${number.padStart(2)} ${fault.title} … ${how} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`,
    )
  try {
    await fault.run(world)
    await gateways.resetFaults()
    await checkBooks(instance.dataDirectory, mail)
    tell('survived')
    return true
  } catch (error) {
    tell('FAILED')
    process.stdout.write(`${inspect(error)}\n`)
    return false
  } finally {
    await shop.close()
    await closeDatabase()
    await instance.stop()
    await mail.close()
  }
}

/** A process of its own for each, since a process keeps the settings of one product. */
async function surviveApart(number: string, { seed, orders, operations }: Asked): Promise<boolean> {
  const settings = [`--seed=${seed}`, `--orders=${orders}`, `--operations=${operations}`]
  const args = ['scripts/run-ts.mjs', 'tests/faults/run.ts', number, ...settings]
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, FAULTS_APART: '1' },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (status) => resolve(status === 0))
  })
}

function readArguments(): Asked | null {
  const options = {
    seed: { type: 'string' },
    orders: { type: 'string', default: String(ORDERS) },
    operations: { type: 'string', default: String(OPERATIONS) },
  } as const
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options })
    const seed = values.seed === undefined ? Date.now() % LARGEST_SEED : Number(values.seed)
    const orders = Number(values.orders)
    const operations = Number(values.operations)
    const isKnown = positionals.every((number) => Object.hasOwn(faults, number))
    if (!isKnown || !isWhole(seed, 0) || !isWhole(orders, 1) || !isWhole(operations, 1)) return null
    return { numbers: positionals.length > 0 ? positionals : Object.keys(faults), seed, orders, operations }
  } catch {
    return null
  }
}

function isWhole(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least && value <= LARGEST_SEED
}

async function main(): Promise<number> {
  const asked = readArguments()
  if (!asked) {
    process.stderr.write(`${USAGE}\n`)
    return 2
  }
  const { numbers, seed } = asked
  const [only = ''] = numbers
  if (numbers.length === 1 && process.env['FAULTS_APART']) return (await survive(only, asked)) ? 0 : 1
  process.stdout.write(`seed ${seed}\n`)
  const waiting = numbers.toSorted((one, other) => LONG.indexOf(other) - LONG.indexOf(one))
  let failed = 0
  const work = async () => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift())
      if (!(await surviveApart(number, asked))) failed++
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  process.stdout.write(`${numbers.length - failed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

main().then(
  // What still waits for a product that is gone must not be waited for.
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
