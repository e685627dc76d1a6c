import 'server-only'
import { max } from 'drizzle-orm'
import { policies } from '@/db/schema/policy'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { adoptPolicyInput } from './policy.input'
import { contradictions } from './policy.rules'

/** Puts a policy in force from this moment on. Orders keep the version they were placed under. */
export const adoptPolicy = command({
  name: 'policy.adopt',
  by: 'system',
  input: adoptPolicyInput,
  async run({ tx, now }, { policy }) {
    const broken = contradictions(policy)
    if (broken.length > 0) throw new Refusal('policy.contradicts', { rules: broken.join(', ') })
    const [last] = await tx.select({ version: max(policies.version) }).from(policies)
    const version = (last?.version ?? 0) + 1
    await tx.insert(policies).values({ version, effectiveAt: now, preset: policy.preset, body: policy })
    return { version }
  },
  audit: ({ policy }, { version }) => ({ detail: { version, preset: policy.preset } }),
})
