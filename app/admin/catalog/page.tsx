import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { listProducts } from '@/lib/billing/catalog/product.queries'
import { getTranslations } from '@/lib/web/translations'
import { AgreementList } from './agreements/agreement-list'
import { productColumns } from './product-columns'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('catalog') }
}

export default async function CatalogPage() {
  const actor = await requireStaff('admin.catalog.read')
  const [admin, text, products, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.product'),
    listProducts(actor),
    headerLabels(),
  ])
  return (
    <>
      <PageHeader title={admin('catalog')} labels={labels} />
      <DataTable
        caption={admin('catalog')}
        columns={await productColumns()}
        rows={products}
        rowKey={(product) => product.code}
        twoLine
        empty={<EmptyState title={text('emptyTitle')}>{text('empty')}</EmptyState>}
      />
      <AgreementList actor={actor} />
    </>
  )
}
