import 'server-only'
import { setTimeout } from 'node:timers/promises'
import { startQueue } from '@/lib/command/queue'
import { describeError, log } from '@/lib/web/log'
import { jobs, tasks } from './jobs'

const RESTART_AFTER_MS = 2_000
/** How often a long-lived server does what elsewhere a scheduler calls for. */
const TURNS_MS = { 'seal-audit': 10_000, 'sweep-payments': 5_000, expire: 15_000 }

/** Repeats work until stopped, never twice at once; a failure is logged and the next turn comes all the same. */
function every(ms: number, name: string, work: () => Promise<unknown>): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout
  let turn = Promise.resolve()
  const next = () => {
    timer = globalThis.setTimeout(() => {
      turn = work()
        .then(() => undefined)
        .catch((error: unknown) => log.error({ turn: name, error: describeError(error) }, 'a turn failed'))
        .finally(() => {
          if (!stopped) next()
        })
    }, ms)
  }
  next()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await turn
  }
}

/** The background work of a long-lived server: the queue, the sweeps and the sealing of the audit log. */
async function startWorker(): Promise<{ stop: () => Promise<void>; ended: Promise<void> }> {
  const queue = await startQueue(tasks)
  const stops = [
    every(250, 'dispatch', () => queue.dispatch()),
    every(60_000, 'unlock-dead', () => queue.unlockDead()),
    ...Object.entries(TURNS_MS).map(([name, ms]) => every(ms, name, async () => jobs[name]?.run({}))),
  ]
  return {
    ended: queue.ended,
    async stop() {
      await Promise.all(stops.map((stop) => stop()))
      await queue.stop()
    },
  }
}

/** Starts the worker beside the server, again while the database is away, and stops it when the process is told to. */
export function superviseWorker(): void {
  let ending = false
  let stop: (() => Promise<void>) | undefined
  const live = async () => {
    while (!ending) {
      try {
        const worker = await startWorker()
        stop = worker.stop
        if (ending) await worker.stop()
        await worker.ended
        await worker.stop()
      } catch (error) {
        log.error({ error: describeError(error) }, 'the worker did not start')
      }
      if (!ending) await setTimeout(RESTART_AFTER_MS)
    }
  }
  const end = () => {
    ending = true
    void stop?.()
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  void live()
}
