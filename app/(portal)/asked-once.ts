import { cache } from 'react'
import type { MemberActor, StaffActor } from '@/lib/auth/actor'
import { listPackageFamilies } from '@/lib/billing/catalog/catalog.queries'
import { getPolicy } from '@/lib/billing/policy/policy.queries'

/** What several parts of one page ask for is asked once for each request. */
export const packageFamilies = cache((actor: MemberActor) => listPackageFamilies(actor))
export const policyInForce = cache((actor: MemberActor | StaffActor) => getPolicy(actor))
