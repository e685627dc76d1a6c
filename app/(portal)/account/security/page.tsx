import type { Metadata } from 'next'
import { requireMember } from '@/lib/auth/guards'
import type { SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { SecurityPage } from './security-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('security'))('title') }
}

export default async function MemberSecurityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const person = await requireMember()
  return <SecurityPage person={person} query={await searchParams} />
}
