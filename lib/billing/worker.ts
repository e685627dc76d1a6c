import 'server-only'
import { setTimeout } from 'node:timers/promises'
import { after } from 'next/server'
import { onStaged } from '@/lib/command/outbox'
import { drainQueue, startQueue } from '@/lib/command/queue'
import { describeError, log } from '@/lib/web/log'
import { metrics, timed } from '@/lib/web/metrics'
import { jobs, tasks } from './jobs'

const RESTART_AFTER_MS = 2_000
/** How often a long-lived server does what elsewhere a scheduler calls for. */
const TURNS_MS = {
  'seal-audit': 10_000,
  'sweep-payments': 5_000,
  'sweep-invoices': 1_000,
  expire: 15_000,
  remind: 300_000,
  'remove-uploads': 3_600_000,
  // Due by the day; a server that is restarted daily would never come to a day's end.
  'remove-expired-applications': 3_600_000,
}

/** Repeats work until stopped, never twice at once; a failure is logged and the next turn comes all the same. */
function every(ms: number, name: string, work: () => Promise<unknown>): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout
  let turn = Promise.resolve()
  const { succeeded, failed } = turnsTold(name)
  const next = () => {
    timer = globalThis.setTimeout(() => {
      turn = timed(metrics.jobs, { job: name }, work)
        .then(succeeded, failed)
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

/** Tells each trouble once, and its end: four lines a second while the database is away would bury the rest. */
function turnsTold(turn: string) {
  let trouble: string | null = null
  return {
    failed: (error: unknown) => {
      const told = describeError(error)
      const same = trouble === `${String(told['kind'])} ${String(told['code'])}`
      trouble = `${String(told['kind'])} ${String(told['code'])}`
      if (!same) log.error({ turn, error: told }, 'a turn failed')
    },
    succeeded: () => {
      if (trouble !== null) log.info({ turn }, 'a turn works again')
      trouble = null
    },
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
  const stop = async () => {
    await Promise.all(stops.map((each) => each()))
    await queue.stop()
  }
  let stopped: Promise<void> | undefined
  return { ended: queue.ended, stop: () => (stopped ??= stop()) }
}

/** Starts the worker beside the server, again while the database is away. Returns what stops it, its jobs finished. */
export function superviseWorker(): () => Promise<void> {
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
  void live()
  return async () => {
    ending = true
    await stop?.()
  }
}

/**
 * Where a process lives for its requests alone: whoever staged work does it too, once the answer is sent. What is left
 * over, by a failure say, is done when the scheduler calls.
 */
export function drainAfterAnswers(): void {
  let last = Promise.resolve()
  let waiting = false
  // One drains and at most one waits for it: it finds what all others have staged meanwhile.
  const drain = () => {
    if (waiting) return last
    waiting = true
    const turn = async () => {
      waiting = false
      await drainQueue(tasks)
    }
    last = last
      .then(turn)
      .catch((error: unknown) =>
        log.error({ turn: 'drain-jobs', error: describeError(error) }, 'a turn failed'),
      )
    return last
  }
  onStaged(() => after(drain))
}
