import { commandOf, root } from './paths.mjs'
import { launch } from './supervise.mjs'

const PATIENCE_MS = 25_000
/** Left to itself, Node lets new objects fill 100 MB more while a long export runs, and is no faster for it. */
const YOUNG_MEMORY = '--max-semi-space-size=16'
/** Longer than a balancer keeps a connection it does not use, mostly 60 s: the side that closes first loses no request. */
const KEEP_ALIVE_MS = '75000'

/** Starts the web server, with the background worker inside it; it is not waited for. */
export function startWeb({ dataDirectory, environment, development }) {
  const args = [
    YOUNG_MEMORY,
    commandOf('next'),
    development ? 'dev' : 'start',
    '-p',
    environment.PORT,
    '-H',
    environment.HOST,
    ...(development ? [] : ['--keepAliveTimeout', KEEP_ALIVE_MS]),
  ]
  const env = { ...process.env, ...environment, NEXT_TELEMETRY_DISABLED: '1' }
  env.NODE_ENV = development ? 'development' : 'production'
  // The product ends in order by itself: see instrumentation.ts.
  if (!development) env.NEXT_MANUAL_SIG_HANDLE = 'true'
  return launch({
    name: 'web',
    command: process.execPath,
    args,
    cwd: root,
    env,
    dataDirectory,
    patienceMs: PATIENCE_MS,
  })
}

/** Asks the product how it is: null while nobody answers, otherwise the status and what it says. */
export async function askHealth(url) {
  try {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(10_000) })
    return {
      ok: response.status === 200,
      text: `${response.status} ${(await response.text()).slice(0, 500)}`,
    }
  } catch {
    return null
  }
}
