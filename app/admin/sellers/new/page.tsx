import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { ActionForm } from '@/components/form/action-form'
import { RadioCards } from '@/components/form/radio-cards'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { newId } from '@/lib/kernel/id'
import { getTranslations } from '@/lib/web/translations'
import { createSellerAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.seller'))('new') }
}

export default async function NewSellerPage() {
  await requireStaff('admin.sellers.write')
  const [admin, text, site] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.seller'),
    getTranslations('site'),
  ])
  return (
    <>
      <PageHeader
        title={text('new')}
        crumbs={[{ href: '/admin/sellers', label: admin('sellers') }, { label: text('new') }]}
        labels={await headerLabels()}
      />
      <div className="max-w-[480px]">
        <ActionForm action={createSellerAction} summaryTitle={site('summary')}>
          <input type="hidden" name="sellerId" value={newId()} />
          <RadioCards
            name="kind"
            legend={text('kind')}
            defaultValue="provider"
            choices={[
              { value: 'provider', label: text('provider'), note: text('providerNote') },
              { value: 'platform', label: text('platform'), note: text('platformNote') },
            ]}
          />
          <TextInput name="code" label={text('code')} help={text('codeHelp')} autoComplete="off" />
          <TextInput name="nameEn" label={text('nameEn')} lang="en" />
          <TextInput name="nameZh" label={text('nameZh')} lang="zh-CN" />
          <SubmitButton variant="primary" size={40}>
            {text('create')}
          </SubmitButton>
        </ActionForm>
      </div>
    </>
  )
}
