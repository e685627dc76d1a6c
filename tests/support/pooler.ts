import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { postgresAccount } from '../../scripts/instance/account.mjs'
import { choosePort } from '../../scripts/instance/data-directory.mjs'

/** Far fewer than the clients, so that transactions of one client meet several server connections. */
const SERVER_CONNECTIONS = 6
const READY_LIMIT_MS = 10_000

export function isPoolerInstalled(): boolean {
  return spawnSync('pgbouncer', ['--version']).status === 0
}

/** PgBouncer in transaction mode in front of a cluster, for the product's own login role. */
export async function startPooler(cluster: { port: number; appPassword: string }) {
  const directory = mkdtempSync(join(tmpdir(), 'billing-pooler-'))
  chmodSync(directory, 0o755)
  const port = await choosePort(undefined)
  const file = (name: string, lines: string[]) => {
    writeFileSync(join(directory, name), `${lines.join('\n')}\n`)
    return join(directory, name)
  }
  const settings = file('pgbouncer.ini', [
    '[databases]',
    `* = host=127.0.0.1 port=${cluster.port}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${file('users.txt', [`"billing_app" "${cluster.appPassword}"`])}`,
    'pool_mode = transaction',
    `default_pool_size = ${SERVER_CONNECTIONS}`,
    'max_client_conn = 500',
    // The word in the address is for the product, which takes it out; a test's own client passes it on.
    'ignore_startup_parameters = pgbouncer',
  ])
  // It refuses to run as root, like Postgres.
  const account = postgresAccount(directory)
  const pooler = spawn('pgbouncer', [settings], {
    stdio: 'ignore',
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  })
  await listening(port)
  return {
    port,
    async stop() {
      const ended = once(pooler, 'exit')
      pooler.kill('SIGINT')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function listening(port: number): Promise<void> {
  for (const start = Date.now(); Date.now() - start < READY_LIMIT_MS; await setTimeout(50)) {
    const socket = connect(port, '127.0.0.1')
    const isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isThere) return
  }
  throw new Error('PgBouncer does not listen')
}
