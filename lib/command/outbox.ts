import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { preparedSql } from './prepared'

/** What the queue knows how to do: see `lib/billing/jobs.ts`. */
export type TaskName = 'send-mail' | 'issue-application' | 'follow-red-form' | 'pack-archive'

export type StagedJob = { task: TaskName; payload: Readonly<Record<string, string>> }

const insertJobs = preparedSql(
  sql`select stage(${sql.placeholder('tasks')}::text[], ${sql.placeholder('payloads')}::text[])`,
)

// The instrumentation listens and the routes stage: they are bundled apart and share no module.
const kept = globalThis as unknown as { billingOnStaged?: () => void }

/** Calls the listener whenever work was staged, before its transaction is committed. */
export function onStaged(listener: () => void): void {
  kept.billingOnStaged = listener
}

/** Stages work that the queue does after the commit: one insert, gone with the transaction if that is. */
export async function stage(tx: Tx, ...jobs: readonly StagedJob[]): Promise<void> {
  if (jobs.length === 0) return
  await insertJobs(tx, {
    tasks: jobs.map((job) => job.task),
    payloads: jobs.map((job) => JSON.stringify(job.payload)),
  })
  kept.billingOnStaged?.()
}
