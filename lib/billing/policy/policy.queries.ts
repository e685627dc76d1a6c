import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { loadPolicy, type PolicyInForce } from './policy.load'

export async function getPolicy(actor: Actor): Promise<PolicyInForce> {
  return read(actor, loadPolicy)
}
