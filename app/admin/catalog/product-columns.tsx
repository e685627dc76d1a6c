import { Nothing, type Column } from '@/components/table/data-table'
import type { ProductRow } from '@/lib/billing/catalog/product.queries'
import { formatDay } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { Words } from '../cells'
import { catalogWords } from './catalog-words'

/** Everything that is sold, with the price of today and the next one. */
export async function productColumns(): Promise<Column<ProductRow>[]> {
  const [text, words] = await Promise.all([getTranslations('admin.product'), catalogWords()])
  const kindText = (row: ProductRow) => text(`kind.${row.kind}`)
  return [
    {
      key: 'product',
      header: text('product'),
      kind: 'number',
      phone: 'title',
      cell: (row) => (
        <>
          <a href={`/admin/catalog/${row.code}`} className="font-semibold">
            {words.nameOf(row)}
          </a>
          <span className="under">
            {row.code}
            <span className="phone-only">
              {' · '}
              {kindText(row)} · {words.sellerText(row)}
            </span>
          </span>
        </>
      ),
    },
    { key: 'kind', header: text('type'), kind: 'note', cell: (row) => <Words>{kindText(row)}</Words> },
    {
      key: 'section',
      header: text('section'),
      kind: 'note',
      cell: (row) => <Words>{text(`sections.${row.section}`)}</Words>,
    },
    {
      key: 'seller',
      header: text('seller'),
      kind: 'note',
      cell: (row) => (
        <span className="cut max-w-[24ch]!" title={words.sellerText(row)}>
          {words.sellerText(row)}
        </span>
      ),
    },
    {
      key: 'validity',
      header: text('validity'),
      kind: 'note',
      cell: (row) => <Words>{words.validityText(row) ?? <Nothing />}</Words>,
    },
    {
      key: 'rate',
      header: text('taxRate'),
      kind: 'count',
      wide: true,
      cell: (row) => words.rateText(row) ?? <Nothing />,
    },
    {
      key: 'unit',
      header: text('unit'),
      kind: 'note',
      wide: true,
      cell: (row) => <Words>{words.unitText(row) ?? <Nothing />}</Words>,
    },
    {
      key: 'price',
      header: text('price'),
      kind: 'amount',
      phone: 'amount',
      cell: (row) => <Price row={row} />,
    },
  ]
}

async function Price({ row }: { row: ProductRow }) {
  const [text, words] = await Promise.all([getTranslations('admin.product'), catalogWords()])
  const current = words.priceInForce(row)
  const next = words.pricePlanned(row)
  return (
    <>
      {current ? words.money(current.unitPriceFen) : <Nothing />}
      {next ? (
        <span className="under">
          {text('nextPrice', {
            price: words.money(next.unitPriceFen),
            day: formatDay(next.from, words.locale),
          })}
        </span>
      ) : null}
    </>
  )
}
