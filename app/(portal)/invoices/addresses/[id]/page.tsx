import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { getAddress } from '@/lib/billing/invoice/title.queries'
import { getTranslations } from '@/lib/web/translations'
import { invoicePolicy, keptOrNew } from '../../find-policy'
import { AddressForm } from '../address-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('tabs.addresses') }
}

export default async function AddressPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireMember('invoices.write')
  await invoicePolicy(actor)
  const { id } = await params
  const address = await keptOrNew(id, (known) => getAddress(actor, known))
  const [text, labels] = await Promise.all([getTranslations('invoices'), headerLabels()])
  const heading = text(address ? 'editAddress' : 'newAddress')
  return (
    <>
      <PageHeader
        title={heading}
        crumbs={[
          { href: '/invoices', label: text('title') },
          { href: '/invoices/addresses', label: text('tabs.addresses') },
          { label: heading },
        ]}
        labels={labels}
      />
      <AddressForm address={address} email={actor.email} />
    </>
  )
}
