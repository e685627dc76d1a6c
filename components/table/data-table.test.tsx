import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { DataTable, type Column } from './data-table'

type Row = { number: string; seller: string; amount: string }
const columns: Column<Row>[] = [
  {
    key: 'number',
    header: 'Order',
    kind: 'number',
    phone: 'sub',
    cell: (row) => <a href={row.number}>{row.number}</a>,
  },
  { key: 'seller', header: 'Seller', wide: true, sorted: 'descending', cell: (row) => row.seller },
  { key: 'amount', header: 'Amount', kind: 'amount', phone: 'amount', cell: (row) => row.amount },
]
const rows: Row[] = [
  { number: 'A1', seller: 'own', amount: '¥1.00' },
  { number: 'A2', seller: 'own', amount: '¥2.00' },
  { number: 'A3', seller: 'market', amount: '¥3.00' },
]
const draw = (props: Partial<Parameters<typeof DataTable<Row>>[0]>) =>
  renderToStaticMarkup(
    <DataTable caption="Orders" columns={columns} rows={rows} rowKey={(row) => row.number} {...props} />,
  )

it('is a table with a caption, and writes every row once', () => {
  const html = draw({})
  expect(html).toContain('<caption class="sr-only">Orders</caption>')
  expect(html.match(/href="A2"/g)).toHaveLength(1)
  expect(html).toContain('aria-sort="descending"')
})

it('places a column without a phone place in the wide table alone', () => {
  expect(draw({})).toContain('<td class="k-text p-hidden wide-only">own</td>')
  const titled = columns.map((column) => (column.wide ? { ...column, phone: 'title' as const } : column))
  expect(draw({ columns: titled })).toContain('<td class="k-text p-title wide-only">own</td>')
})

it('opens groups where the caller says so and closes with totals', () => {
  const html = draw({
    groupBefore: (row, previous) => (row.seller === previous?.seller ? null : `by ${row.seller}`),
    totals: { amount: '¥6.00' },
  })
  expect(html.match(/group-row/g)).toHaveLength(2)
  expect(html).toContain('<tfoot><tr><td class="k-number p-sub"></td>')
  expect(html).toContain('¥6.00')
})

it('gives way to the empty state', () => {
  expect(draw({ rows: [], empty: 'No orders yet' })).toBe('No orders yet')
})

it('lets the first total reach to the next, except over a column that narrow screens leave out', () => {
  const totals = { number: 'All', amount: '¥6.00' }
  expect(draw({ totals })).toContain('<tfoot><tr><td class="k-number p-sub">All</td>')
  const always = columns.map(({ wide: _, ...column }) => column)
  expect(draw({ totals, columns: always })).toContain('<td class="k-number p-sub" colSpan="2">All</td>')
})

it('says more below the rows that have more to say, over the whole width', () => {
  const html = draw({ below: ({ number }) => (number === 'A2' ? <p>Why not more</p> : null) })
  expect(html.match(/<tr class="below-row"><td colSpan="3"><p>Why not more<\/p><\/td><\/tr>/g)).toHaveLength(
    1,
  )
  expect(html.indexOf('below-row')).toBeGreaterThan(html.indexOf('href="A2"'))
  expect(html.indexOf('below-row')).toBeLessThan(html.indexOf('href="A3"'))
})
