import { parseArgs } from 'node:util'
import { closeDatabase } from '@/db/client'
import { endAll } from './at-end'
import type { Measure, Measured } from './figure'

type Bench = { says: string; load: () => Promise<Measure> }

/** Each figure in a file of its own, loaded when it is asked for. */
const benches: Readonly<Record<string, Bench>> = {
  settle: {
    says: 'verified notices settled a second, spread over accounts',
    load: async () => (await import('./settle')).measureSettle,
  },
  'settle-hot': {
    says: 'the same, all on one account',
    load: async () => (await import('./settle')).measureSettle,
  },
  orders: {
    says: 'orders a second over HTTP, from the form to paid',
    load: async () => (await import('./orders')).measureOrders,
  },
  pages: {
    says: 'signed-in pages of 20 orders out of 1,000,000 a second',
    load: async () => (await import('./pages')).measurePages,
  },
  'pages-invoices': {
    says: 'the same of 20 invoice applications out of 1,000,000',
    load: async () => (await import('./pages')).measurePages,
  },
  funds: {
    says: 'pages of 1,000,000 fund transactions, against those of 1,000',
    load: async () => (await import('./funds')).measureFunds,
  },
  export: {
    says: '1,000,000 fund transactions as CSV, rows a second',
    load: async () => (await import('./export')).measureExport,
  },
  pdf: {
    says: 'statements and invoice previews in Chinese as PDF, documents a second',
    load: async () => {
      await import('./load-renderer.mjs')
      return (await import('./pdf')).measurePdf
    },
  },
  start: {
    says: 'seconds from npm start of a built and seeded checkout to healthy',
    load: async () => (await import('./start')).measureStart,
  },
}

const usage = () =>
  [
    'Usage: npm run -s bench -- <name> [--json] [--rows <number>]',
    ...Object.entries(benches).map(([name, { says }]) => `  ${name.padEnd(12)}${says}`),
    '--rows shortens the long lists of pages, funds and export for a quick look.',
    '',
  ].join('\n')

function print({ figure, lines, extra }: Measured, json: boolean): void {
  const { name, value, unit, limit, limitWhat, ratio, peakRssMb, spread } = figure
  const text = [
    `${name}: ${value} ${unit}, ratio ${ratio} (spread ${Math.round(spread * 100)} %)`,
    `  limit: ${limit} ${unit}: ${limitWhat}`,
    ...lines.map((line) => `  ${line}`),
    `  peak memory ${peakRssMb} MB`,
  ]
  process.stdout.write(`${text.join('\n')}\n`)
  if (json) process.stdout.write(`${JSON.stringify({ ...figure, ...extra })}\n`)
}

/** What was asked for; null where it cannot be understood. */
function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, rows: { type: 'string' } },
    })
    const rows = values.rows === undefined ? undefined : Number(values.rows)
    if (positionals.length > 1 || (rows !== undefined && !(Number.isInteger(rows) && rows >= 1_000)))
      return null
    return { name: positionals[0], json: values.json, options: rows === undefined ? {} : { rows } }
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const asked = readArguments()
  if (asked && asked.name === undefined) {
    process.stdout.write(usage())
    return 0
  }
  const bench = asked?.name !== undefined && Object.hasOwn(benches, asked.name) ? benches[asked.name] : null
  if (!asked?.name || !bench) {
    process.stderr.write(usage())
    return 2
  }
  const measure = await bench.load()
  print(await measure(asked.name, asked.options), asked.json)
  return 0
}

async function cleanUp(): Promise<void> {
  await closeDatabase()
  await endAll()
}

let givenUp = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (givenUp) return
    givenUp = true
    void cleanUp().finally(() => process.exit(130))
  })

main()
  .then(
    (status) => (process.exitCode = status),
    (error: unknown) => {
      if (!givenUp) console.error(error)
      process.exitCode = 3
    },
  )
  .finally(cleanUp)
