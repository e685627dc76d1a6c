import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { getAgreement } from '@/lib/billing/catalog/catalog.queries'
import { currentLocale } from '@/lib/web/preferences'
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
      <div className="flex max-w-[68ch] flex-col gap-4 text-14 leading-6">
        {body.split(/\n{2,}/).map((part, position) => (
          <Part key={position} text={part} />
        ))}
      </div>
    </>
  )
}

/** A heading on a line of its own, then its text. */
function Part({ text }: { text: string }) {
  const [first = '', ...rest] = text.split('\n')
  if (rest.length === 0) return <p>{first}</p>
  return (
    <section>
      <h2 className="font-semibold">{first}</h2>
      <p className="whitespace-pre-line">{rest.join('\n')}</p>
    </section>
  )
}
