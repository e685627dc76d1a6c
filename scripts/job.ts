import { parseArgs } from 'node:util'
import { closeDatabase } from '@/db/client'
import { jobs } from '@/lib/billing/jobs'
import { Refusal } from '@/lib/kernel/refusal'

const REFUSED = 2
const FAILED = 3

type Job = (typeof jobs)[string]

function usage(): string {
  const lines = Object.entries(jobs).map(([name, { options }]) => {
    const flags = Object.entries(options).map(([flag, kind]) =>
      kind === 'string' ? `--${flag} …` : `[--${flag}]`,
    )
    return `  ${[name, ...flags].join(' ')}`
  })
  return ['Usage: npm run -s job -- <name> [options] [--json]', ...lines].join('\n')
}

function refuse(text: string): number {
  process.stderr.write(`${text}\n`)
  return REFUSED
}

function readOptions(job: Job, args: string[]) {
  const known = Object.entries(job.options).map(([name, type]) => [name, { type }] as const)
  const { values } = parseArgs({ args, options: { ...Object.fromEntries(known), json: { type: 'boolean' } } })
  const { json = false, ...options } = values
  return { json: json === true, options }
}

async function runJob(job: Job, args: string[]): Promise<number> {
  let read: ReturnType<typeof readOptions>
  try {
    read = readOptions(job, args)
  } catch (error) {
    return refuse(`${(error as Error).message}\n${usage()}`)
  }
  const { text, json, exit } = await job.run(read.options)
  if (text) process.stdout.write(`${text}\n`)
  if (read.json) process.stdout.write(`${JSON.stringify(json)}\n`)
  return exit
}

async function main(): Promise<number> {
  const [name = '', ...args] = process.argv.slice(2)
  const job = Object.hasOwn(jobs, name) ? jobs[name] : undefined
  if (!job) return refuse(name ? `There is no job named ${name}.\n${usage()}` : usage())
  try {
    return await runJob(job, args)
  } catch (error) {
    if (error instanceof Refusal)
      return refuse(`Refused: ${error.code} ${JSON.stringify(error.detail ?? {})}`)
    process.stderr.write(
      `${name} failed: ${error instanceof Error ? error.message : 'for an unknown reason'}\n`,
    )
    return FAILED
  } finally {
    await closeDatabase()
  }
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error)
    process.exitCode = FAILED
  },
)
