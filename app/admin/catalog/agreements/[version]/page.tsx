import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { headerLabels, pageWords } from '@/app/(portal)/page-words'
import { AgreementText } from '@/components/billing/agreement-text'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { getAgreementVersion, type AgreementView } from '@/lib/billing/catalog/agreement.queries'
import { Refusal } from '@/lib/kernel/refusal'
import { formatDay } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { StandingBadge } from '../../standing-badge'

type Props = { params: Promise<{ version: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await titleOf(await agreementAt((await params).version)) }
}

export default async function AgreementPage({ params }: Props) {
  await requireStaff('admin.catalog.read')
  const agreement = await agreementAt((await params).version)
  const [admin, text, words] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.agreement'),
    pageWords(),
  ])
  const title = await titleOf(agreement)
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ href: '/admin/catalog', label: admin('catalog') }, { label: title }]}
        badge={<StandingBadge standing={agreement.standing} />}
        facts={text('facts', { day: formatDay(agreement.effectiveOn, words.locale) })}
        labels={await headerLabels()}
      />
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-2">
        <Wording language={text('english')} lang="en" title={agreement.titleEn} body={agreement.bodyEn} />
        <Wording language={text('chinese')} lang="zh-CN" title={agreement.titleZh} body={agreement.bodyZh} />
      </div>
    </>
  )
}

type WordingProps = { language: string; lang: string; title: string; body: string }

function Wording({ language, lang, title, body }: WordingProps) {
  return (
    <div>
      <p className="mb-1 text-12 text-text-3">{language}</p>
      <h2 className="mb-4 text-16 font-semibold" lang={lang}>
        {title}
      </h2>
      <AgreementText body={body} lang={lang} />
    </div>
  )
}

async function titleOf({ titleEn, titleZh, version }: AgreementView): Promise<string> {
  const [text, words] = await Promise.all([getTranslations('admin.agreement'), pageWords()])
  return text('title', { title: words.nameOf({ nameEn: titleEn, nameZh: titleZh }), version })
}

/** The version at an address, once per request; the page for what does not exist otherwise. */
const agreementAt = cache(async (version: string): Promise<AgreementView> => {
  const actor = await requireStaff('admin.catalog.read')
  if (!/^[1-9][0-9]{0,8}$/.test(version)) notFound()
  try {
    return await getAgreementVersion(actor, Number(version))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
