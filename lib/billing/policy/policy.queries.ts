import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { readAtOnce } from '@/lib/command/read'
import { loadPolicyNow, type PolicyInForce } from './policy.load'

export async function getPolicy(actor: Actor): Promise<PolicyInForce> {
  const [policy] = await readAtOnce(actor, (tx) => [loadPolicyNow(tx)])
  return policy
}
