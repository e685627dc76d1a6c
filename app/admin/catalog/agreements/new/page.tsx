import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { listAgreements } from '@/lib/billing/catalog/agreement.queries'
import { PRIVACY_AGREEMENT } from '@/lib/billing/catalog/catalog.rules'
import { getTranslations } from '@/lib/web/translations'
import { NewAgreementForm } from './new-agreement-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.agreement'))('new') }
}

/** Begins with the words of the newest version, since most of them stay. */
export default async function NewAgreementPage() {
  const actor = await requireStaff('admin.catalog.write')
  const [admin, text, site, { versions, earliest }] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.agreement'),
    getTranslations('site'),
    listAgreements(actor),
  ])
  const [newest] = versions
  const version = (newest?.version ?? 0) + 1
  return (
    <>
      <PageHeader
        title={text('new')}
        crumbs={[{ href: '/admin/catalog', label: admin('catalog') }, { label: text('new') }]}
        facts={text('newFacts')}
        labels={await headerLabels()}
      />
      <NewAgreementForm
        code={PRIVACY_AGREEMENT}
        version={version}
        earliest={earliest}
        wordings={[
          {
            suffix: 'En',
            lang: 'en',
            titleLabel: text('titleEn'),
            bodyLabel: text('bodyEn'),
            title: newest?.titleEn ?? '',
            body: newest?.bodyEn ?? '',
          },
          {
            suffix: 'Zh',
            lang: 'zh-CN',
            titleLabel: text('titleZh'),
            bodyLabel: text('bodyZh'),
            title: newest?.titleZh ?? '',
            body: newest?.bodyZh ?? '',
          },
        ]}
        texts={{
          summary: site('summary'),
          from: text('from'),
          fromHelp: text('fromHelp'),
          bodyHelp: text('bodyHelp'),
          preview: text('preview'),
          publish: text('publish', { version }),
        }}
      />
    </>
  )
}
