import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { headerLabels, pageWords } from '@/app/(portal)/page-words'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { Card } from '@/components/ui/card'
import { FactsList } from '@/components/ui/facts-list'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { requireStaff } from '@/lib/auth/guards'
import { getSeller, type SellerView } from '@/lib/billing/catalog/seller.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { DoneNote } from '../../done-note'
import { renameSellerAction } from '../actions'
import { InvoicingForm } from './invoicing-form'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await pageWords()).nameOf(await sellerAt((await params).id)) }
}

export default async function SellerPage({ params, searchParams }: Props) {
  const actor = await requireStaff('admin.sellers.write')
  const seller = await sellerAt((await params).id)
  const [admin, text, site, { nameOf }] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.seller'),
    getTranslations('site'),
    pageWords(),
  ])
  const done = wordParam(await searchParams, 'done', ['created', 'renamed', 'invoicing'] as const)
  return (
    <>
      <PageHeader
        title={nameOf(seller)}
        crumbs={[{ href: '/admin/sellers', label: admin('sellers') }, { label: nameOf(seller) }]}
        labels={await headerLabels()}
      />
      {done ? <DoneNote>{text(`done.${done}`)}</DoneNote> : null}
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_320px] lg:items-start">
        <div className="min-w-0">
          <InvoicingForm actor={actor} sellerId={seller.id} />
          <Section title={text('names')}>
            <div className="max-w-[400px]">
              <ActionForm action={renameSellerAction} summaryTitle={site('summary')}>
                <input type="hidden" name="sellerId" value={seller.id} />
                <TextInput name="nameEn" label={text('nameEn')} defaultValue={seller.nameEn} lang="en" />
                <TextInput name="nameZh" label={text('nameZh')} defaultValue={seller.nameZh} lang="zh-CN" />
                <SubmitButton variant="secondary" size={36}>
                  {text('save')}
                </SubmitButton>
              </ActionForm>
            </div>
          </Section>
        </div>
        <Card title={text('seller')}>
          <FactsList
            facts={[
              { label: text('code'), value: seller.code },
              { label: text('kind'), value: text(seller.isPlatform ? 'platform' : 'provider') },
              { label: text('products'), value: seller.products },
            ]}
          />
        </Card>
      </div>
    </>
  )
}

/** The seller at an address, once per request; the page for what does not exist otherwise. */
const sellerAt = cache(async (id: string): Promise<SellerView> => {
  const actor = await requireStaff('admin.sellers.write')
  if (!isId(id)) notFound()
  try {
    return await getSeller(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
