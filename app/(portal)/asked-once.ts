import { cache } from 'react'
import type { MemberActor, StaffActor } from '@/lib/auth/actor'
import { listSoldProducts } from '@/lib/billing/catalog/catalog.queries'
import { getPolicy } from '@/lib/billing/policy/policy.queries'

/** What several parts of one page ask for is asked once for each request. */
export const soldProducts = cache((actor: MemberActor) => listSoldProducts(actor))
export const packageFamilies = async (actor: MemberActor) =>
  (await soldProducts(actor)).filter(({ kind }) => kind === 'package')
/** Stored-value cards; none where the policy has no wallet. */
export const cardProducts = async (actor: MemberActor) => {
  const [sold, { wallet }] = await Promise.all([soldProducts(actor), policyInForce(actor)])
  return wallet ? sold.filter(({ kind }) => kind === 'card') : []
}
export const policyInForce = cache((actor: MemberActor | StaffActor) => getPolicy(actor))
