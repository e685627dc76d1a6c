import { join } from 'node:path'
import { root } from './paths.mjs'
import { isRunning, until } from './processes.mjs'
import { typescriptArguments } from './scripts.mjs'
import { launch } from './supervise.mjs'

const START_LIMIT_MS = 30_000

async function askCredentials(url) {
  try {
    const response = await fetch(`${url}/control/credentials`, { signal: AbortSignal.timeout(5_000) })
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}

/** The keys of a simulator process that somebody else runs. */
export async function credentialsOf(url) {
  let credentials = null
  await until(async () => (credentials = await askCredentials(url)) !== null, START_LIMIT_MS, 250)
  if (credentials) return credentials
  throw new Error(`The simulators at ${url} do not answer.`)
}

/** Starts the simulators and waits until they tell the keys that the product has to use with them. */
export async function startSimulators({ dataDirectory, port }) {
  const state = join(dataDirectory, 'simulators')
  const handle = launch({
    name: 'simulators',
    command: process.execPath,
    args: [
      ...typescriptArguments(join(root, 'simulators', 'main.ts')),
      '--port',
      String(port),
      '--state',
      state,
    ],
    cwd: root,
    env: process.env,
    dataDirectory,
    patienceMs: 5_000,
  })
  const url = `http://127.0.0.1:${port}`
  let credentials = null
  const answered = async () => (credentials = await askCredentials(url)) !== null || !isRunning(handle)
  await until(answered, START_LIMIT_MS)
  if (credentials) return { ...handle, url, credentials }
  await handle.stop({ force: true })
  throw new Error(`The simulators do not start: see ${join(dataDirectory, 'logs', 'simulators.log')}.`)
}
