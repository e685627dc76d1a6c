import 'server-only'
import { desc, lte, sql, type SQL } from 'drizzle-orm'
import * as z from 'zod/mini'
import type { Tx } from '@/db/client'
import { policies } from '@/db/schema/policy'
import { prepared } from '@/lib/command/prepared'
import { policyBody } from './policy.input'
import type { Policy } from './policy.rules'

export type PolicyInForce = Policy & { version: number }

const inForceAt = (moment: SQL) =>
  prepared((tx) =>
    tx
      .select({ version: policies.version, body: policies.body })
      .from(policies)
      .where(lte(policies.effectiveAt, moment))
      .orderBy(desc(policies.effectiveAt), desc(policies.version))
      .limit(1)
      .prepare('policy_in_force'),
  )
const inForceThen = inForceAt(sql`${sql.placeholder('now')}::timestamptz`)
const inForceNow = inForceAt(sql`business_now()`)

/** The policy in force at this business moment. Every database has one from its first start on. */
export async function loadPolicy(tx: Tx, now: Date): Promise<PolicyInForce> {
  return policyIn(await inForceThen(tx, { now: now.toISOString() }))
}

/** The same where nothing else needs the moment: the database itself looks at the clock. */
export async function loadPolicyNow(tx: Tx): Promise<PolicyInForce> {
  return policyIn(await inForceNow(tx, {}))
}

function policyIn([row]: readonly { version: number; body: unknown }[]): PolicyInForce {
  if (!row) throw new Error('no billing policy is in force')
  return { ...z.parse(policyBody, row.body), version: row.version }
}
