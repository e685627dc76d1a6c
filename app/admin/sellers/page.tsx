import type { Metadata } from 'next'
import { headerLabels, pageWords } from '@/app/(portal)/page-words'
import { DataTable, type Column } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { listSellers, type SellerView } from '@/lib/billing/catalog/seller.queries'
import { getTranslations } from '@/lib/web/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('sellers') }
}

export default async function SellersPage() {
  const actor = await requireStaff('admin.sellers.write')
  const [admin, text, sellers, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.seller'),
    listSellers(actor),
    headerLabels(),
  ])
  return (
    <>
      <PageHeader
        title={admin('sellers')}
        actions={
          <ButtonLink href="/admin/sellers/new" variant="primary" icon="plus">
            {text('new')}
          </ButtonLink>
        }
        phoneAction={{ href: '/admin/sellers/new', label: text('new'), icon: 'plus' }}
        labels={labels}
      />
      <DataTable
        caption={admin('sellers')}
        columns={await sellerColumns()}
        rows={sellers}
        rowKey={({ id }) => id}
        twoLine
        empty={<EmptyState title={text('emptyTitle')}>{text('empty')}</EmptyState>}
      />
    </>
  )
}

async function sellerColumns(): Promise<Column<SellerView>[]> {
  const [text, { locale, nameOf }] = await Promise.all([getTranslations('admin.seller'), pageWords()])
  return [
    {
      key: 'name',
      header: text('name'),
      kind: 'number',
      phone: 'title',
      cell: (seller) => (
        <>
          <a href={`/admin/sellers/${seller.id}`} className="font-semibold">
            {nameOf(seller)}
          </a>
          <span className="under" lang={locale === 'en' ? 'zh-CN' : 'en'}>
            {locale === 'en' ? seller.nameZh : seller.nameEn}
          </span>
        </>
      ),
    },
    { key: 'code', header: text('code'), kind: 'note', phone: 'sub', cell: ({ code }) => code },
    {
      key: 'kind',
      header: text('kind'),
      phone: 'status',
      cell: ({ isPlatform }) => text(isPlatform ? 'platform' : 'provider'),
    },
    {
      key: 'products',
      header: text('products'),
      kind: 'count',
      phone: 'amount',
      cell: ({ products }) => (
        <>
          {products}
          <span className="phone-only text-12 font-normal text-text-3"> {text('products')}</span>
        </>
      ),
    },
  ]
}
