import { closeDatabase } from '@/db/client'
import type { Measure, Measured } from './figure'

/** Each figure in a file of its own, loaded when it is asked for. */
const figures: Readonly<Record<string, () => Promise<Measure>>> = {
  settle: async () => (await import('./settle')).measureSettle,
  'settle-hot': async () => (await import('./settle')).measureSettle,
  start: async () => (await import('./start')).measureStart,
}

function print({ figure, lines }: Measured, json: boolean): void {
  const { name, value, unit, limit, limitWhat, ratio, peakRssMb, spread } = figure
  const text = [
    `${name}: ${value} ${unit}, ratio ${ratio} (spread ${Math.round(spread * 100)} %)`,
    `  limit: ${limit} ${unit}: ${limitWhat}`,
    ...lines.map((line) => `  ${line}`),
    `  peak memory ${peakRssMb} MB`,
  ]
  process.stdout.write(`${text.join('\n')}\n`)
  if (json) process.stdout.write(`${JSON.stringify(figure)}\n`)
}

async function main(): Promise<number> {
  const args = process.argv.slice(2)
  const names = args.filter((arg) => !arg.startsWith('--'))
  const [name = ''] = names
  const load = Object.hasOwn(figures, name) ? figures[name] : undefined
  if (!load || names.length !== 1 || args.some((arg) => arg.startsWith('--') && arg !== '--json')) {
    process.stderr.write(
      `Usage: npm run -s bench -- <name> [--json]\nNames: ${Object.keys(figures).join(', ')}\n`,
    )
    return 2
  }
  const measure = await load()
  print(await measure(name), args.includes('--json'))
  return 0
}

main()
  .finally(closeDatabase)
  .then(
    (status) => (process.exitCode = status),
    (error: unknown) => {
      console.error(error)
      process.exitCode = 3
    },
  )
