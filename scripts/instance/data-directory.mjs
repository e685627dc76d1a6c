import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { closeSync, fsyncSync, renameSync, statSync, writeSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { root } from './paths.mjs'

const LOG_LIMIT_BYTES = 10 * 1024 * 1024

/** DATA_DIR as an absolute path; a relative one counts from the checkout. */
export function dataDirectoryOf(env) {
  return resolve(root, env.DATA_DIR || '.data')
}

/**
 * Makes the directory, private to its owner. One that existed with other people's files in it keeps its
 * owner and mode.
 */
export function openDataDirectory(directory, account) {
  const isOurs = !existsSync(directory) || readdirSync(directory).length === 0
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  if (isOurs) {
    chmodSync(directory, 0o700)
    if (account) chownSync(directory, account.uid, account.gid)
  }
  mkdirSync(join(directory, 'logs'), { recursive: true, mode: 0o700 })
}

export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw new Error(`${path} cannot be read: ${error.message}`, { cause: error })
  }
}

/** Writes the file whole or not at all, readable by its owner alone. */
export function writeJson(path, value) {
  const temporary = `${path}.${process.pid}`
  const file = openSync(temporary, 'w', 0o600)
  try {
    writeSync(file, `${JSON.stringify(value, null, 2)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
}

const randomSecret = () => randomBytes(32).toString('base64url')

/** Secrets of this instance, made once and kept; database passwords are letters and digits only. */
export function keepSecrets(directory) {
  const path = join(directory, 'secrets.json')
  const kept = readJson(path)
  const made = {
    nextauthSecret: randomSecret(),
    cronSecret: randomSecret(),
    personalDataKey: randomSecret(),
    ownerPassword: randomBytes(24).toString('hex'),
    appPassword: randomBytes(24).toString('hex'),
  }
  // One that a later version asks for is added to a directory that an earlier one made.
  const secrets = { ...made, ...kept }
  if (Object.keys(made).some((name) => !kept?.[name])) writeJson(path, secrets)
  return secrets
}

/** What is known of this instance between two starts: ports, applied migrations, simulator credentials. */
export function openState(directory) {
  const path = join(directory, 'state.json')
  const state = readJson(path) ?? {}
  return {
    get: (name) => state[name],
    set(name, value) {
      if (JSON.stringify(state[name]) === JSON.stringify(value)) return
      state[name] = value
      writeJson(path, state)
    },
  }
}

/** Opens a log for appending; one that has grown large moves aside first. */
export function openLog(directory, name) {
  const path = join(directory, 'logs', `${name}.log`)
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

/** True when nothing listens on the port at that address. */
export function isFree(port, host) {
  return new Promise((resolvePromise, reject) => {
    const server = createServer()
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE') resolvePromise(false)
      else reject(error)
    })
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolvePromise(true)))
  })
}

/**
 * The kept port when it is free, otherwise a free one below the range that systems hand out to outgoing
 * connections, so that it is likely to be free at the next start as well.
 */
export async function choosePort(kept, host = '127.0.0.1') {
  if (kept && (await isFree(kept, host))) return kept
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    if (await isFree(port, host)) return port
  }
  throw new Error('No free port was found between 20000 and 32000.')
}
