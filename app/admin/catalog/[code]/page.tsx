import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { Nothing } from '@/components/table/data-table'
import { Card } from '@/components/ui/card'
import { FactsList } from '@/components/ui/facts-list'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { hasUnitPrice } from '@/lib/billing/catalog/catalog.rules'
import type { ProductView } from '@/lib/billing/catalog/product.queries'
import { wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { DoneNote } from '../../done-note'
import { catalogWords } from '../catalog-words'
import { findProduct } from '../find-product'
import { EditForm } from './edit-form'
import { InvoiceItem } from './invoice-item'
import { PriceHistory } from './price-history'
import { QuantityChoices } from './quantity-choices'
import { SetPriceForm } from './set-price-form'

type Props = { params: Promise<{ code: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await findProduct((await params).code)
  return { title: (await catalogWords()).nameOf(product) }
}

export default async function ProductPage({ params, searchParams }: Props) {
  const actor = await requireStaff('admin.catalog.read')
  const product = await findProduct((await params).code)
  const done = wordParam(await searchParams, 'done', [
    'price',
    'withdrawn',
    'product',
    'choices',
    'item',
  ] as const)
  const [admin, text, words] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.product'),
    catalogWords(),
  ])
  const mayWrite = staffMay(actor, 'admin.catalog.write')
  const priced = hasUnitPrice(product.kind)
  return (
    <>
      <PageHeader
        title={words.nameOf(product)}
        crumbs={[{ href: '/admin/catalog', label: admin('catalog') }, { label: words.nameOf(product) }]}
        facts={text('facts', { code: product.code, kind: text(`kind.${product.kind}`) })}
        labels={await headerLabels()}
      />
      {done ? <DoneNote>{text(`done.${done}`)}</DoneNote> : null}
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_320px] lg:items-start">
        <div className="min-w-0">
          {priced ? <PriceHistory product={product} mayWrite={mayWrite} /> : null}
          {product.kind === 'package' ? <QuantityChoices product={product} mayWrite={mayWrite} /> : null}
          {product.kind === 'top-up' ? null : (
            <InvoiceItem actor={actor} product={product} mayWrite={mayWrite} />
          )}
          {mayWrite ? <EditForm product={product} /> : null}
        </div>
        <div className="flex flex-col gap-7 max-lg:row-start-1">
          <Card title={text('product')}>
            <Facts product={product} />
          </Card>
          {mayWrite && priced ? (
            <Card title={text('setPrice')}>
              <SetPriceForm product={product} />
            </Card>
          ) : null}
        </div>
      </div>
    </>
  )
}

async function Facts({ product }: { product: ProductView }) {
  const [text, words] = await Promise.all([getTranslations('admin.product'), catalogWords()])
  const current = words.priceInForce(product)
  const { maxThousands: most, discountAboveThousands: above } = product
  return (
    <FactsList
      facts={[
        { label: text('seller'), value: words.sellerText(product) },
        { label: text('section'), value: text(`sections.${product.section}`) },
        { label: text('unit'), value: words.unitText(product) ?? <Nothing /> },
        { label: text('validity'), value: words.validityText(product) ?? <Nothing /> },
        { label: text('taxRate'), value: words.rateText(product) ?? <Nothing /> },
        ...(most === null ? [] : [{ label: text('most'), value: words.thousandsText(most, product) }]),
        ...(above === null ? [] : [{ label: text('notice'), value: words.thousandsText(above, product) }]),
        {
          label: text('price'),
          value: current ? words.money(current.unitPriceFen) : <Nothing />,
          strong: true,
        },
      ]}
    />
  )
}
