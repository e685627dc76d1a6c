import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { describeError, log } from './log'

/** Less than the 25 s for which `npm start` waits, and than the 30 s of Kubernetes. */
const PATIENCE_MS = 20_000
const LOOK_MS = 50

/**
 * Ends this process at a signal with nothing cut off: no new connections, requests that have come are answered and the
 * worker's jobs finished, then the database is left. Exit status 0; or 1 when that takes too long: what is left behind
 * rolls back, and its jobs run elsewhere.
 */
export function endInOrder(stopWorker: () => Promise<void>, closeDatabase: () => Promise<void>): void {
  // Next keeps its server to itself. One that was never asked anything has nothing to finish either.
  let server: Server | undefined
  subscribe('http.server.request.start', (message) => {
    server = (message as { server: Server }).server
  })
  atSignal(async () => {
    const ended = Promise.all([server && answered(server), stopWorker()]).then(closeDatabase)
    const late = setTimeout(PATIENCE_MS).then(() => Promise.reject(new Error('work is left behind')))
    const status = await Promise.race([ended, late]).then(() => 0, tell)
    process.exit(status)
  })
}

/** Begins the end once, at the first signal that asks for it. */
export function atSignal(end: () => Promise<void>): void {
  let begun = false
  const begin = () => {
    if (!begun) void end().catch(tell)
    begun = true
  }
  process.once('SIGTERM', begin)
  process.once('SIGINT', begin)
}

function tell(error: unknown): 1 {
  log.error({ error: describeError(error) }, 'did not end in order')
  return 1
}

/** Settles when every request that has come is answered. A connection kept alive is closed when it falls idle. */
async function answered(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_MS)
  await closed
  clearInterval(idle)
}
