import type { Metadata } from 'next'
import { FactsList } from '@/components/ui/facts-list'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { getPolicy } from '@/lib/billing/policy/policy.queries'
import { getTranslations } from '@/lib/web/translations'
import { headerLabels } from '../page-words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contact'))('title') }
}

export default async function ContactPage() {
  const actor = await requireMember()
  const contact = await getTranslations('contact')
  const { contacts } = await getPolicy(actor)
  const { email, phone } = contacts.businessSupport
  const facts = [
    {
      label: contact('email'),
      value: (
        <a className="link" href={`mailto:${email}`}>
          {email}
        </a>
      ),
    },
    { label: contact('phone'), value: <PhoneLink number={phone} /> },
    ...(contacts.hotline
      ? [{ label: contact('hotline'), value: <PhoneLink number={contacts.hotline} /> }]
      : []),
    { label: contact('account'), value: actor.accountName },
  ]
  return (
    <>
      <PageHeader title={contact('title')} facts={contact('lead')} labels={await headerLabels()} />
      <div className="max-w-[640px]">
        <FactsList ruled align="left" facts={facts} />
      </div>
    </>
  )
}

function PhoneLink({ number }: { number: string }) {
  return (
    <a className="link whitespace-nowrap" href={`tel:${number.replace(/[^+\d]/g, '')}`}>
      {number}
    </a>
  )
}
