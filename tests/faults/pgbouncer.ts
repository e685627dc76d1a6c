import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { commandOf } from '../../scripts/instance/paths.mjs'
import { isPoolerInstalled } from '../support/pooler'

/**
 * All database tests, races included, with PgBouncer in transaction mode between the product and Postgres:
 * `node scripts/run-ts.mjs tests/faults/pgbouncer.ts [file…]`. By hand, since few machines have PgBouncer.
 */
async function main(): Promise<number> {
  if (!isPoolerInstalled()) {
    process.stdout.write('skipped: PgBouncer is not installed (Debian: apt-get install pgbouncer)\n')
    return 0
  }
  const args = [commandOf('vitest'), 'run', '--project', 'database', ...process.argv.slice(2)]
  const tests = spawn(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, TEST_POOLER: '1' },
  })
  const [status] = (await once(tests, 'exit')) as [number | null]
  return status ?? 1
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  },
)
