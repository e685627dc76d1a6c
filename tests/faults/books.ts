import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expectEqual } from './fault'
import type { MailProvider } from './mail-provider'

const run = promisify(execFile)

/** Runs a job of the instance as an operator would. Throws with what it said unless it found all in order. */
export async function job(name: string, dataDirectory: string): Promise<void> {
  const args = ['scripts/run-ts.mjs', 'scripts/job.ts', name, '--json']
  const env = { ...process.env, DATA_DIR: dataDirectory }
  try {
    await run(process.execPath, args, { env, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${name}: ${stdout.slice(0, 2_000)}${stderr.slice(-2_000)}`, { cause: error })
  }
}

/** The books balance, no audit row was altered and no mail was sent a second time, whatever the fault did. */
export async function checkBooks(dataDirectory: string, mail: MailProvider): Promise<void> {
  await job('seal-audit', dataDirectory)
  await job('verify-books', dataDirectory)
  await job('verify-audit', dataDirectory)
  expectEqual('mails that would have arrived twice', mail.wrong, [])
}
