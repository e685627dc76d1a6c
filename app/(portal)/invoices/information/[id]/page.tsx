import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { findAuthentication } from '@/lib/billing/authentication/authentication.queries'
import { getTitle } from '@/lib/billing/invoice/title.queries'
import { getTranslations } from '@/lib/web/translations'
import { invoicePolicy, keptOrNew } from '../../find-policy'
import { TitleForm } from '../title-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('tabs.information') }
}

export default async function TitlePage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireMember('invoices.write')
  const policy = await invoicePolicy(actor)
  const { id } = await params
  const title = await keptOrNew(id, (known) => getTitle(actor, known))
  const authentication = await findAuthentication(actor)
  const [text, labels] = await Promise.all([getTranslations('invoices'), headerLabels()])
  const heading = title ? text('editTitle') : text(`newTitle.${policy.words}`)
  return (
    <>
      <PageHeader
        title={heading}
        crumbs={[
          { href: '/invoices', label: text('title') },
          { href: '/invoices/information', label: text('tabs.information') },
          { label: heading },
        ]}
        labels={labels}
      />
      <TitleForm title={title} policy={policy} authentication={authentication} />
    </>
  )
}
