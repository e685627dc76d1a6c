import type { Metadata } from 'next'
import { SecurityPage } from '@/app/(portal)/account/security/security-page'
import { requireStaff } from '@/lib/auth/guards'
import type { SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('security'))('title') }
}

export default async function StaffSecurityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const person = await requireStaff('admin.read')
  return <SecurityPage person={person} query={await searchParams} />
}
