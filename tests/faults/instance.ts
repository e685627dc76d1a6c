import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod/mini'
import { choosePort } from '../../scripts/instance/data-directory.mjs'

/** What the supervisor keeps of itself: among it the settings that the product runs with. */
const supervisorRecord = z.object({ environment: z.record(z.string(), z.string()) })

const START_LIMIT_MS = 10 * 60_000
/** Gateways repeat a notice after 15 s, then ever later; here after a hundredth of that. */
const RETRY_SCALE = '0.01'
/** Settings of the one who runs the suite must not reach the instance under test. */
const OURS =
  /^(PORT|HOST|DATA_DIR|DATABASE_|DEMO|SIMULATOR_|WECHATPAY_|ALIPAY_|NEXTAUTH_|CRON_SECRET|RESEND_|MAIL_)/

export type Instance = {
  url: string
  simulatorUrl: string
  ownerUrl: string
  dataDirectory: string
  stop(): Promise<void>
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !OURS.test(name)),
  ) as NodeJS.ProcessEnv
}

/** Starts the product as `npm start` does, with data, port and simulators of its own, and waits until it is healthy. */
export async function startInstance(): Promise<Instance> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'billing-faults-'))
  const port = await choosePort(undefined)
  const env = {
    ...cleanEnvironment(),
    DATA_DIR: dataDirectory,
    PORT: String(port),
    SIMULATOR_RETRY_SCALE: RETRY_SCALE,
  }
  const output = join(dataDirectory, 'start.log')
  const log = openSync(output, 'a')
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env,
    detached: true,
    stdio: ['ignore', log, log],
  })
  try {
    const environment = await untilHealthy(child, dataDirectory, `http://127.0.0.1:${port}`)
    return {
      url: `http://127.0.0.1:${port}`,
      simulatorUrl: String(environment['SIMULATOR_URL']),
      ownerUrl: String(environment['DATABASE_DIRECT_URL']),
      dataDirectory,
      stop: () => stop(child, dataDirectory),
    }
  } catch (error) {
    const said = readFileSync(output, 'utf8')
    await stop(child, dataDirectory)
    throw new Error(`the product did not start: ${said}`, { cause: error })
  }
}

async function untilHealthy(child: ChildProcess, dataDirectory: string, url: string) {
  for (const start = Date.now(); Date.now() - start < START_LIMIT_MS; await setTimeout(200)) {
    if (child.exitCode !== null) throw new Error(`it ended with status ${child.exitCode}`)
    const health = await fetch(`${url}/api/health`).catch(() => null)
    if (!health?.ok) continue
    const record: unknown = JSON.parse(readFileSync(join(dataDirectory, 'run.json'), 'utf8'))
    const { environment } = z.parse(supervisorRecord, record)
    // What this process asks of the product's commands goes to the same database and the same gateways.
    Object.assign(process.env, environment)
    return environment
  }
  throw new Error('it is not healthy after ten minutes')
}

async function stop(child: ChildProcess, dataDirectory: string): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (child.exitCode === null && child.kill('SIGTERM')) await ended
  rmSync(dataDirectory, { recursive: true, force: true })
}
