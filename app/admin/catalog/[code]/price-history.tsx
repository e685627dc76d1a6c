import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { DataTable, type Column } from '@/components/table/data-table'
import { Section } from '@/components/ui/section'
import type { PriceView, ProductView } from '@/lib/billing/catalog/product.queries'
import { dayOf } from '@/lib/kernel/calendar'
import { formatInstant } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { withdrawPriceAction } from '../actions'
import { catalogWords } from '../catalog-words'
import { StandingBadge } from '../standing-badge'

/** Every price a product has, had or will have; one that is planned can be withdrawn. */
export async function PriceHistory({ product, mayWrite }: { product: ProductView; mayWrite: boolean }) {
  const [text, list] = await Promise.all([getTranslations('admin.product'), getTranslations('list')])
  return (
    <Section title={text('prices')} note={text('pricesNote')}>
      <DataTable
        caption={text('prices')}
        columns={await priceColumns(product, mayWrite)}
        rows={product.prices}
        rowKey={({ from }) => from.toISOString()}
        empty={<p className="border-b py-4 text-13 text-text-2">{text('noPrice')}</p>}
      />
      {product.prices.length > 0 ? <p className="mt-3 text-13 text-text-3">{list('zone')}</p> : null}
    </Section>
  )
}

async function priceColumns(product: ProductView, mayWrite: boolean): Promise<Column<PriceView>[]> {
  const [text, words] = await Promise.all([getTranslations('admin.product'), catalogWords()])
  const columns: Column<PriceView>[] = [
    {
      key: 'from',
      header: text('from'),
      kind: 'date',
      phone: 'title',
      sorted: 'descending',
      cell: ({ from }) => formatInstant(from, words.locale),
    },
    {
      key: 'recorded',
      header: text('recorded'),
      kind: 'date',
      phone: 'sub',
      cell: ({ recordedAt }) => (
        <>
          <span className="phone-only">{text('recorded')} </span>
          {formatInstant(recordedAt, words.locale)}
        </>
      ),
    },
    {
      key: 'price',
      header: text('priceFor', { unit: words.unitText(product) ?? '' }),
      kind: 'amount',
      phone: 'amount',
      cell: ({ unitPriceFen }) => words.money(unitPriceFen),
    },
    {
      key: 'standing',
      header: text('status'),
      kind: 'status',
      phone: 'status',
      cell: ({ standing }) => <StandingBadge standing={standing} />,
    },
  ]
  if (!mayWrite) return columns
  const withdraw: Column<PriceView> = {
    key: 'action',
    header: text('action'),
    headerHidden: true,
    kind: 'action',
    phone: 'action',
    cell: ({ standing, from }) =>
      standing === 'planned' ? <Withdraw code={product.code} from={dayOf(from)} /> : null,
  }
  return [...columns, withdraw]
}

async function Withdraw({ code, from }: { code: string; from: string }) {
  const [text, site] = await Promise.all([getTranslations('admin.product'), getTranslations('site')])
  return (
    <ActionForm action={withdrawPriceAction} summaryTitle={site('summary')}>
      <input type="hidden" name="productCode" value={code} />
      <input type="hidden" name="from" value={from} />
      <SubmitButton variant="danger">
        {text('withdraw')}
        <span className="sr-only"> {from}</span>
      </SubmitButton>
    </ActionForm>
  )
}
