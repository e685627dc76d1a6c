import 'server-only'
import { desc, lte } from 'drizzle-orm'
import * as z from 'zod/mini'
import type { Tx } from '@/db/client'
import { policies } from '@/db/schema/policy'
import { policyBody } from './policy.input'
import type { Policy } from './policy.rules'

export type PolicyInForce = Policy & { version: number }

/** The policy in force at this business moment. Every database has one from its first start on. */
export async function loadPolicy(tx: Tx, now: Date): Promise<PolicyInForce> {
  const [row] = await tx
    .select({ version: policies.version, body: policies.body })
    .from(policies)
    .where(lte(policies.effectiveAt, now))
    .orderBy(desc(policies.effectiveAt), desc(policies.version))
    .limit(1)
  if (!row) throw new Error('no billing policy is in force')
  return { ...z.parse(policyBody, row.body), version: row.version }
}
