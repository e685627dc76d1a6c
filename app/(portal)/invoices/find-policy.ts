import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import type { MemberActor } from '@/lib/auth/actor'
import { findAuthentication } from '@/lib/billing/authentication/authentication.queries'
import { isAuthenticated } from '@/lib/billing/invoice/preconditions.rules'
import { getInvoiceStanding } from '@/lib/billing/invoice/quota.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { policyInForce } from '../asked-once'

/** How invoices are asked for. Where the policy wants an enterprise authenticated before any page, it goes there first. */
export async function invoicePolicy(actor: MemberActor) {
  const { invoices } = await policyInForce(actor)
  if (invoices.authentication === 'enterprise') {
    const authentication = await findAuthentication(actor)
    if (!isAuthenticated(invoices, authentication)) redirect('/account/authentication?for=invoices')
  }
  return invoices
}

/** What has to be there before applying, and the quota; asked once per request. */
export const invoiceStanding = cache(getInvoiceStanding)

/** What is kept under an id; null under "new", a 404 for what is not there. */
export async function keptOrNew<Kept>(id: string, get: (id: string) => Promise<Kept>): Promise<Kept | null> {
  if (id === 'new') return null
  if (!isId(id)) notFound()
  try {
    return await get(id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
}
