import 'server-only'
import { EventEmitter } from 'node:events'
import {
  Logger,
  makeWorkerUtils,
  run,
  runOnce,
  type TaskList,
  type WorkerEvents,
  type WorkerUtils,
} from 'graphile-worker'
import { env } from '@/lib/env'
import { log } from '@/lib/web/log'

/** The queue behind the outbox: graphile-worker, in a schema of its own on the direct connection. */
export type Tasks = Readonly<Record<string, (payload: Readonly<Record<string, string>>) => Promise<void>>>

// A staged job becomes a queued one in one statement: taken out of the outbox and put in, or neither.
const DISPATCH = `
  with taken as (
    delete from outbox where id in (select id from outbox order by id limit 500 for update skip locked)
    returning id, task, payload
  )
  select count(graphile_worker.add_job(task, payload => payload::json, job_key => 'outbox:' || id)) as jobs from taken`

// A worker holds an advisory lock while it lives; the lock of one that was killed is free, and its jobs go back.
const FIND_DEAD = `
  select distinct locked_by from graphile_worker._private_jobs
  where locked_by is not null and locked_at < now() - interval '30 seconds'`

// Its own log tells every job at length; what fails is seen in the queue and told by the job itself.
const quiet = {
  noHandleSignals: true,
  logger: new Logger(() => (level, message) => {
    if (level === 'error') log.error({ message }, 'queue')
  }),
}

function taskList(tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, work]) => [
      name,
      (payload: unknown) => work(payload as Readonly<Record<string, string>>),
    ]),
  )
}

/** Moves committed work from the outbox into the queue. Returns how many jobs it moved. */
async function dispatch(utils: WorkerUtils): Promise<number> {
  const { rows } = await utils.withPgClient((client) => client.query<{ jobs: string }>(DISPATCH))
  return Number(rows[0]?.jobs ?? 0)
}

async function unlockDead(utils: WorkerUtils): Promise<void> {
  await utils.withPgClient(async (client) => {
    const { rows } = await client.query<{ locked_by: string }>(FIND_DEAD)
    for (const { locked_by: worker } of rows) {
      const { rows: lock } = await client.query<{ free: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as free',
        [worker],
      )
      if (!lock[0]?.free) continue
      await utils.forceUnlockWorkers([worker])
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [worker])
    }
  })
}

/** Keeps the locks that say which workers live, on one connection, until released. */
function proveAlive(utils: WorkerUtils): { add(workerId: string): void; release(): Promise<void> } {
  const waiting: string[] = []
  let wake: () => void = () => undefined
  let released = false
  const holding = utils.withPgClient(async (client) => {
    while (!released) {
      const workerId = waiting.shift()
      if (workerId) await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [workerId])
      else await new Promise<void>((resolve) => (wake = resolve))
    }
    await client.query('select pg_advisory_unlock_all()')
  })
  return {
    add(workerId) {
      waiting.push(workerId)
      wake()
    },
    async release() {
      released = true
      wake()
      await holding.catch(() => undefined)
    },
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
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => alive.add(worker.workerId))
  const options = { connectionString, events, taskList: taskList(tasks), concurrency: 4, pollInterval: 1000 }
  const runner = await run({ ...options, ...quiet })
  return {
    dispatch: () => dispatch(utils),
    unlockDead: () => unlockDead(utils),
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
  try {
    await utils.migrate()
    await unlockDead(utils)
    let dispatched = 0
    for (let moved = 1; moved > 0; dispatched += moved) {
      moved = await dispatch(utils)
      await runOnce({ connectionString, taskList: taskList(tasks), concurrency: 4, ...quiet })
    }
    return { dispatched }
  } finally {
    await utils.release()
  }
}
