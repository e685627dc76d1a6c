import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod/mini'
import { choosePort } from '../../scripts/instance/data-directory.mjs'

/** What the supervisor keeps of itself: its programs, and the settings that the product runs with. */
const supervisorRecord = z.object({
  supervisor: z.object({ pid: z.number() }),
  processes: z.record(z.string(), z.object({ pid: z.number() })),
  environment: z.record(z.string(), z.string()),
})
type SupervisorRecord = z.infer<typeof supervisorRecord>

export type Program = 'web' | 'postgres' | 'simulators'
export type Health = { status: number; database: string } | null

const START_LIMIT_MS = 10 * 60_000
/** Gateways repeat a notice after 15 s, then ever later; here after a hundredth of that. */
const RETRY_SCALE = '0.01'
/** Settings of the one who runs the suite must not reach the instance under test. */
const OURS =
  /^(PORT|HOST|DATA_DIR|DATABASE_|DEMO|SIMULATOR_|WECHATPAY_|ALIPAY_|NUONUO_|NEXTAUTH_|CRON_SECRET|PERSONAL_DATA_KEY|RESEND_|MAIL_)/
/** What a second server has to share with the first: the database, the gateways and the secrets. */
const SHARED = /^(DATABASE_|SIMULATOR_URL|NEXTAUTH_SECRET|CRON_SECRET|PERSONAL_DATA_KEY)/

function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !OURS.test(name)),
  ) as NodeJS.ProcessEnv
}

/** The product as `npm start` runs it, with a supervisor that starts again what dies. */
export class Instance {
  private constructor(
    readonly url: string,
    readonly dataDirectory: string,
    private readonly child: ChildProcess,
  ) {}

  /** With data, port and simulators of its own; healthy when this returns. Mail goes to the provider at `mailUrl`. */
  static async start(mailUrl: string): Promise<Instance> {
    const instance = await Instance.launch({ SIMULATOR_RETRY_SCALE: RETRY_SCALE, ...mailBy(mailUrl) })
    // What this process asks of the product's commands goes to the same database and the same gateways.
    Object.assign(process.env, instance.record().environment)
    return instance
  }

  /** Another server on the same database, as behind a balancer. */
  static async startBeside(first: Instance, mailUrl: string): Promise<Instance> {
    const { environment } = first.record()
    const shared = Object.fromEntries(Object.entries(environment).filter(([name]) => SHARED.test(name)))
    return Instance.launch({ ...shared, DEMO: '1', ...mailBy(mailUrl) })
  }

  private static async launch(settings: Record<string, string>): Promise<Instance> {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'billing-faults-'))
    const port = String(await choosePort(undefined))
    const output = join(dataDirectory, 'start.log')
    const log = openSync(output, 'a')
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
      env: { ...cleanEnvironment(), ...settings, DATA_DIR: dataDirectory, PORT: port },
      detached: true,
      stdio: ['ignore', log, log],
    })
    const instance = new Instance(`http://127.0.0.1:${port}`, dataDirectory, child)
    try {
      await instance.untilHealthy(START_LIMIT_MS)
      return instance
    } catch (error) {
      const said = readFileSync(output, 'utf8')
      await instance.stop()
      throw new Error(`the product did not start: ${said}`, { cause: error })
    }
  }

  get simulatorUrl(): string {
    return this.setting('SIMULATOR_URL')
  }

  /** The database, as its owner sees it. */
  get ownerUrl(): string {
    return this.setting('DATABASE_DIRECT_URL')
  }

  setting(name: string): string {
    return this.record().environment[name] ?? ''
  }

  processOf(program: Program | 'supervisor'): number {
    const { supervisor, processes } = this.record()
    const pid = program === 'supervisor' ? supervisor.pid : processes[program]?.pid
    if (!pid) throw new Error(`there is no ${program} here`)
    return pid
  }

  /** What the product says of itself; null where it says nothing within five seconds. */
  async health(): Promise<Health> {
    const answer = await fetch(`${this.url}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => null,
    )
    if (!answer) return null
    const { database } = (await answer.json().catch(() => ({ database: 'nonsense' }))) as { database: string }
    return { status: answer.status, database }
  }

  /** Has a job done now, as the scheduler would; the status of the answer. */
  async turn(job: string): Promise<number> {
    const headers = { authorization: `Bearer ${this.setting('CRON_SECRET')}` }
    const answer = await fetch(`${this.url}/api/cron/${job}`, { method: 'POST', headers })
    return answer.status
  }

  async untilHealthy(limitMs = 90_000): Promise<void> {
    for (const start = Date.now(); Date.now() - start < limitMs; await setTimeout(200)) {
      if (this.child.exitCode !== null) throw new Error(`it ended with status ${this.child.exitCode}`)
      if ((await this.health())?.status === 200) return
    }
    throw new Error(`it is not healthy after ${limitMs / 1000} s`)
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve))
    if (this.child.exitCode === null && this.child.kill('SIGTERM')) await ended
    rmSync(this.dataDirectory, { recursive: true, force: true })
  }

  /** Written anew whenever a program starts. */
  private record(): SupervisorRecord {
    return z.parse(supervisorRecord, JSON.parse(readFileSync(join(this.dataDirectory, 'run.json'), 'utf8')))
  }
}

function mailBy(url: string): Record<string, string> {
  return {
    RESEND_API_KEY: 're_faults',
    MAIL_FROM: 'Billing <billing@merchant.example>',
    RESEND_BASE_URL: url,
  }
}
