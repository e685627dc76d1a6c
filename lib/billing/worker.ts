import 'server-only'
import { setTimeout } from 'node:timers/promises'
import { startQueue } from '@/lib/command/queue'
import { sealAudit } from '@/lib/command/seal-audit'
import { describeError, log } from '@/lib/web/log'
import { tasks } from './jobs'
import { expireOrders } from './settlement/expire-orders.job'
import { sweepPayments } from './settlement/sweep-payments.job'

const RESTART_AFTER_MS = 2_000

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
    every(10_000, 'seal-audit', sealAudit),
    every(5_000, 'sweep-payments', sweepPayments),
    every(15_000, 'expire', expireOrders),
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
