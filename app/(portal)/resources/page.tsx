import { notFound, redirect } from 'next/navigation'
import { requireMember } from '@/lib/auth/guards'
import { listPackageFamilies } from '@/lib/billing/catalog/catalog.queries'

/** Resource Management begins at the first family of the catalog. */
export default async function ResourcesPage() {
  const actor = await requireMember()
  const [first] = await listPackageFamilies(actor)
  if (!first) notFound()
  redirect(`/resources/${first.family}`)
}
