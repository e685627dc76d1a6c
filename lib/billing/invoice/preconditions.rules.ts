import type { InvoicePolicy } from '@/lib/billing/policy/policy.rules'

export type Authenticated = {
  kind: 'enterprise' | 'individual'
  legalName: string
  taxpayerId: string | null
}
export type NamedTitle = { kind: string; name: string; taxpayerId: string | null }

export type Standing = {
  authentication: Authenticated | null
  titles: readonly NamedTitle[]
  addresses: number
  /** What is free in all, of everything the account could apply for. */
  freeFen: bigint
}

export type Precondition = 'authenticated' | 'title' | 'address' | 'amount'
export type Checked = { name: Precondition; met: boolean }

/** What has to be there before an application, in the order it is done. An address is asked for by paper kinds alone. */
export function preconditions(policy: InvoicePolicy, standing: Standing): Checked[] {
  const { authentication, titles, addresses, freeFen } = standing
  const checks: Checked[] = []
  if (policy.authentication !== 'none')
    checks.push({ name: 'authenticated', met: isAuthenticated(policy, authentication) })
  if (policy.title !== 'authenticated-modifiable')
    checks.push({
      name: 'title',
      met: titles.some((title) => policy.title === 'any' || equalsAuthenticated(title, authentication)),
    })
  if (policy.kinds.every((kind) => kind.startsWith('paper')))
    checks.push({ name: 'address', met: addresses > 0 })
  checks.push({ name: 'amount', met: freeFen >= 1n })
  return checks
}

/** Whether the authentication in force is of the kind the policy asks for. */
export function isAuthenticated(policy: InvoicePolicy, authentication: Authenticated | null): boolean {
  if (policy.authentication === 'none') return true
  if (policy.authentication === 'enterprise') return authentication?.kind === 'enterprise'
  return authentication !== null
}

/** Whether a title says the same as the authentication in force: its name and, of an enterprise, its number. */
export function equalsAuthenticated(title: NamedTitle, authentication: Authenticated | null): boolean {
  if (!authentication) return false
  const individual = title.kind === 'individual'
  if (individual !== (authentication.kind === 'individual')) return false
  return (
    title.name === authentication.legalName && (individual || title.taxpayerId === authentication.taxpayerId)
  )
}
