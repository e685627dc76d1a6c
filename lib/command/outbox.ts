import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'

/** What the queue knows how to do: see `lib/billing/jobs.ts`. */
export type TaskName = 'send-mail'

export type StagedJob = { task: TaskName; payload: Readonly<Record<string, string>> }

/** Stages work that the queue does after the commit: one insert, gone with the transaction if that is. */
export async function stage(tx: Tx, ...jobs: readonly StagedJob[]): Promise<void> {
  if (jobs.length === 0) return
  const tasks = sql.param(jobs.map((job) => job.task))
  const payloads = sql.param(jobs.map((job) => JSON.stringify(job.payload)))
  await tx.execute(sql`select stage(${tasks}::text[], ${payloads}::text[])`)
}
