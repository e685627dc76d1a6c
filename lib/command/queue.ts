import 'server-only'
import { EventEmitter } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import {
  Logger,
  makeWorkerUtils,
  run,
  runOnce,
  type TaskList,
  type WorkerEvents,
  type WorkerUtils,
} from 'graphile-worker'
import postgres from 'postgres'
import { env } from '@/lib/env'
import { describeError, log } from '@/lib/web/log'
import { metrics, timed } from '@/lib/web/metrics'

/** The queue behind the outbox: graphile-worker, in a schema of its own on the direct connection. */
export type Tasks = Readonly<Record<string, (payload: Readonly<Record<string, string>>) => Promise<void>>>

// A staged job becomes a queued one in one statement: taken out of the outbox and put in, or neither.
const DISPATCH = `
  with taken as (
    delete from outbox where id in (select id from outbox order by id limit 500 for update skip locked)
    returning id, task, payload
  )
  select count(graphile_worker.add_job(task, payload => payload::json, job_key => 'outbox:' || id)) as jobs from taken`

// A pool of workers holds an advisory lock while it lives; the lock of one that was killed is free, and its jobs go back.
const FIND_DEAD = `
  select distinct locked_by from graphile_worker._private_jobs
  where locked_by is not null and locked_at < now() - interval '30 seconds'`

const COUNT = `
  select count(*) filter (where due)::float8 as due, count(locked_by)::float8 as running,
    count(*) filter (where attempts > 0 and not spent)::float8 as retried, count(*) filter (where spent)::float8 as spent,
    coalesce(extract(epoch from now() - min(run_at) filter (where due)), 0)::float8 as oldest
  from graphile_worker._private_jobs,
    lateral (select attempts >= max_attempts as spent) as tries,
    lateral (select locked_by is null and not spent and run_at <= now() as due) as turn`

// Its own log tells every job at length, and errors with their texts, which may hold what nobody should read here.
const quiet = {
  noHandleSignals: true,
  logger: new Logger(({ taskIdentifier: job }) => (level, message, meta) => {
    if (level !== 'error') return
    const what = /^[^:']*/.exec(message)?.[0].trim()
    log.error({ job, what, ...(meta?.['error'] ? { error: describeError(meta['error']) } : {}) }, 'queue')
  }),
}

function taskList(tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, work]) => [
      name,
      (payload: unknown) =>
        timed(metrics.jobs, { job: name }, () => work(payload as Readonly<Record<string, string>>)),
    ]),
  )
}

/** Jobs are fetched and reported done several at a time: else each would cost two round trips more than its work. */
const BATCHES: GraphileConfig.Preset = {
  worker: { localQueue: { size: 20 }, completeJobBatchDelay: 20, failJobBatchDelay: 20 },
}

/** Moves committed work from the outbox into the queue. Returns how many jobs it moved. */
async function dispatch(utils: WorkerUtils): Promise<number> {
  const { rows } = await utils.withPgClient((client) => client.query<{ jobs: string }>(DISPATCH))
  return Number(rows[0]?.jobs ?? 0)
}

async function unlockDead(utils: WorkerUtils, own: ReadonlySet<string>): Promise<void> {
  await utils.withPgClient(async (client) => {
    const { rows } = await client.query<{ locked_by: string }>(FIND_DEAD)
    for (const { locked_by: pool } of rows) {
      if (own.has(pool)) continue
      const { rows: lock } = await client.query<{ free: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as free',
        [pool],
      )
      if (!lock[0]?.free) continue
      await utils.forceUnlockWorkers([pool])
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [pool])
    }
  })
}

const CONNECT_AGAIN_MS = 250

type Alive = { events: WorkerEvents; pools: ReadonlySet<string>; release(): Promise<void> }

/**
 * Keeps the locks of the pools that tell `events` of themselves, on one connection, until released. Where that one is
 * lost its locks are taken again on another at once: the jobs of a pool that counts as dead would run a second time.
 */
function proveAlive(utils: WorkerUtils): Alive {
  const pools = new Set<string>()
  let wake: () => void = () => undefined
  let released = false
  const hold = () =>
    utils.withPgClient(async (client) => {
      let lost = false
      client.once('end', () => {
        lost = true
        wake()
      })
      const held = new Set<string>()
      while (!released && !lost) {
        const pool = [...pools].find((each) => !held.has(each))
        if (pool === undefined) {
          await new Promise<void>((resolve) => (wake = resolve))
          continue
        }
        await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [pool])
        held.add(pool)
      }
      if (!lost) await client.query('select pg_advisory_unlock_all()')
    })
  const keep = async () => {
    while (!released) {
      await hold().catch(() => undefined)
      if (!released) await setTimeout(CONNECT_AGAIN_MS)
    }
  }
  const ended = keep()
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    pools.add(workerPool.id)
    wake()
  })
  return {
    events,
    pools,
    async release() {
      released = true
      wake()
      await ended
    },
  }
}

/**
 * How many jobs are due, run, were tried before and are spent for good, and how many seconds the oldest that is due has
 * waited. Asked past the pooler, since the queue is open to the owner alone.
 */
export async function queueState() {
  const client = postgres(env.DATABASE_DIRECT_URL, { max: 1, connect_timeout: 2, onnotice: () => undefined })
  try {
    const [row] =
      await client.unsafe<{ due: number; running: number; retried: number; spent: number; oldest: number }[]>(
        COUNT,
      )
    return row
  } finally {
    await client.end({ timeout: 1 })
  }
}

export type Queue = {
  dispatch(): Promise<number>
  unlockDead(): Promise<void>
  stop(): Promise<void>
  /** Settles when the queue has stopped working, also by itself, e.g. because the database went away for long. */
  ended: Promise<void>
}

/** Starts working in this process until stopped. A job that is running when it stops is finished first. */
export async function startQueue(tasks: Tasks): Promise<Queue> {
  const connectionString = env.DATABASE_DIRECT_URL
  const utils = await makeWorkerUtils({ connectionString, ...quiet })
  await utils.migrate()
  const alive = proveAlive(utils)
  const { events } = alive
  const options = { connectionString, events, taskList: taskList(tasks), concurrency: 4, pollInterval: 1000 }
  const runner = await run({ ...options, ...quiet, preset: BATCHES })
  return {
    dispatch: () => dispatch(utils),
    unlockDead: () => unlockDead(utils, alive.pools),
    ended: runner.promise.catch(() => undefined),
    async stop() {
      await runner.stop().catch(() => undefined)
      await alive.release()
      await utils.release()
    },
  }
}

/** Does all the work that is due now, then returns: for a cron route, where no process lives between two calls. */
export async function drainQueue(tasks: Tasks): Promise<{ dispatched: number }> {
  const connectionString = env.DATABASE_DIRECT_URL
  const utils = await makeWorkerUtils({ connectionString, ...quiet })
  const alive = proveAlive(utils)
  try {
    await utils.migrate()
    await unlockDead(utils, alive.pools)
    const { events } = alive
    const options = { connectionString, events, taskList: taskList(tasks), concurrency: 4 }
    let dispatched = 0
    for (let moved = 1; moved > 0; dispatched += moved) {
      moved = await dispatch(utils)
      await runOnce({ ...options, ...quiet })
    }
    return { dispatched }
  } finally {
    await alive.release()
    await utils.release()
  }
}
