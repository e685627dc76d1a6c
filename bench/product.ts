import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ensureBuilt } from '../scripts/instance/build.mjs'
import { choosePort } from '../scripts/instance/data-directory.mjs'
import { startSimulators } from '../scripts/instance/simulators.mjs'
import { askHealth, startWeb } from '../scripts/instance/web.mjs'
import { atEnd } from './at-end'
import type { BenchDatabase } from './database'

const HEALTH_LIMIT_MS = 60_000

export type Product = {
  url: string
  pid: number
  /** Null where the figure needs no gateway. */
  simulatorUrl: string | null
}

/** The product as `npm start` runs it, built where that is needed, on the measurement's own database. */
export async function startProduct(
  { directory }: BenchDatabase,
  { simulators = false }: { simulators?: boolean } = {},
): Promise<Product> {
  await ensureBuilt((text) => void process.stderr.write(`${text}\n`))
  const gateway = simulators
    ? await startSimulators({ dataDirectory: directory, port: await choosePort(undefined) })
    : null
  if (gateway) atEnd(() => gateway.stop())
  const port = await choosePort(undefined)
  const url = `http://127.0.0.1:${port}`
  Object.assign(process.env, { PORT: String(port), NEXTAUTH_URL: url }, gateway?.credentials)
  const environment = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: directory }
  const web = startWeb({ dataDirectory: directory, environment, development: false })
  atEnd(() => web.stop())
  await untilHealthy(url, join(directory, 'logs', 'web.log'))
  return { url, pid: web.pid, simulatorUrl: gateway?.url ?? null }
}

async function untilHealthy(url: string, log: string): Promise<void> {
  for (const start = performance.now(); performance.now() - start < HEALTH_LIMIT_MS; await setTimeout(50))
    if ((await askHealth(url))?.ok) return
  throw new Error(`the product is not healthy: ${readFileSync(log, 'utf8').slice(-2_000)}`)
}
