import { cache } from 'react'
import { requireMember } from '@/lib/auth/guards'
import { listResources, type ResourceSummary } from '@/lib/billing/resource/resource.queries'

/** The resource family at an address, or null; asked once per request by the page and its title. */
export const findResource = cache(async (family: string): Promise<ResourceSummary | null> => {
  const actor = await requireMember()
  return (await listResources(actor)).find((resource) => resource.family === family) ?? null
})
