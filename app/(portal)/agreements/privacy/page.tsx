import type { Metadata } from 'next'
import { AgreementText } from '@/components/billing/agreement-text'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { getAgreement } from '@/lib/billing/catalog/catalog.queries'
import { currentLocale } from '@/lib/web/preferences'
import { getTranslations } from '@/lib/web/translations'
import { headerLabels } from '../../page-words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('agreement'))('title') }
}

/** The text in force; an order keeps the version it was placed under. */
export default async function PrivacyAgreementPage() {
  const actor = await requireMember()
  const words = await getTranslations('agreement')
  const agreement = await getAgreement(actor)
  const [title, body] =
    (await currentLocale()) === 'en'
      ? [agreement.titleEn, agreement.bodyEn]
      : [agreement.titleZh, agreement.bodyZh]
  return (
    <>
      <PageHeader
        title={title}
        facts={words('facts', { version: agreement.version, day: agreement.effectiveOn })}
        labels={await headerLabels()}
      />
      <AgreementText body={body} />
    </>
  )
}
