import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { choosePort } from '../scripts/instance/data-directory.mjs'
import { atEnd } from './at-end'
import { buildBare, cleanEnvironment } from './bare'
import { openDirectory } from './database'
import { figureOf, peakRssMb, takeTurns, type Measured } from './figure'

const ROUNDS = 5
const LIMIT_MS = 10 * 60_000
const LOOK_MS = 10

type Program = { cwd: string; env: NodeJS.ProcessEnv; address: string; log: string }

/** Seconds from `npm start` until the address answers 200; then the program is ended and waited for. */
async function secondsToAnswer({ cwd, env, address, log }: Program): Promise<number> {
  const output = openSync(log, 'a')
  const start = performance.now()
  const child = spawn('npm', ['start'], { cwd, env, detached: true, stdio: ['ignore', output, output] })
  atEnd(() => end(child))
  try {
    while (!(await answers(address))) {
      const failed = child.exitCode !== null || performance.now() - start > LIMIT_MS
      if (failed) throw new Error(`npm start in ${cwd}: ${readFileSync(log, 'utf8').slice(-2_000)}`)
      await setTimeout(LOOK_MS)
    }
    return (performance.now() - start) / 1000
  } finally {
    await end(child)
  }
}

async function answers(address: string): Promise<boolean> {
  const response = await fetch(address).catch(() => null)
  return response?.status === 200
}

/** Ctrl-C as a terminal sends it: to npm and all that it started in the foreground. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-child.pid, 'SIGINT')
  await ended
}

const BARE_START = {
  'package.json': JSON.stringify({ name: 'bare', private: true, scripts: { start: 'node start.mjs' } }),
  'app/page.jsx': `export default function Page() { return <p>ok</p> }\n`,
  'app/api/health/route.js': `export const dynamic = 'force-dynamic'\nexport function GET() { return Response.json({ status: 'ok' }) }\n`,
}

/** Postgres and Next, with nothing of ours between or behind: Postgres first, then the server, as one must. */
function bareStart(root: string, dataDirectory: string, postgresPort: number): string {
  return `import { spawn } from 'node:child_process'
import { startPostgres } from '${root}/scripts/instance/postgres.mjs'
const postgres = await startPostgres({ dataDirectory: '${dataDirectory}', password: 'bare', choosePort: () => ${postgresPort} })
const next = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', process.env.PORT, '-H', '127.0.0.1'], {
  stdio: 'inherit',
  detached: true,
})
process.on('SIGINT', async () => {
  next.kill('SIGTERM')
  await new Promise((resolve) => next.once('exit', resolve))
  await postgres.stop()
  process.exit(0)
})
`
}

async function bareProgram(directory: string, root: string): Promise<Program> {
  const data = join(directory, 'bare-data')
  mkdirSync(join(data, 'logs'), { recursive: true })
  const start = bareStart(root, data, await choosePort(undefined))
  const cwd = await buildBare(directory, { ...BARE_START, 'start.mjs': start })
  const port = await choosePort(undefined)
  const env = cleanEnvironment({ PORT: String(port) })
  return { cwd, env, address: `http://127.0.0.1:${port}/api/health`, log: join(directory, 'bare.log') }
}

/**
 * How long `npm start` of an installed, built and seeded checkout takes until it is healthy. The round that does not
 * count builds and seeds where that has not been done.
 */
export async function measureStart(name: string): Promise<Measured> {
  const root = process.cwd()
  if (!existsSync(join(root, '.next', 'BUILD_ID')))
    process.stderr.write('Not built yet: the first start builds.\n')
  const directory = openDirectory()
  const bare = await bareProgram(directory, root)
  const port = await choosePort(undefined)
  const product: Program = {
    cwd: root,
    env: cleanEnvironment({ PORT: String(port), DATA_DIR: join(directory, 'data') }),
    address: `http://127.0.0.1:${port}/api/health`,
    log: join(directory, 'product.log'),
  }
  const [values = [], limits = []] = await takeTurns(
    [{ once: () => secondsToAnswer(product) }, { once: () => secondsToAnswer(bare) }],
    ROUNDS,
  )
  return {
    figure: figureOf({
      name,
      unit: 's',
      limitWhat: 'starting Postgres and a bare `next start`, both through npm',
      values,
      limits,
      peakRssMb: peakRssMb(),
    }),
    lines: [`${ROUNDS} starts each, until /api/health says ok`],
  }
}
