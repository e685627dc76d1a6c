import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ListFrame, type ListFrameProps } from './list-frame'

type Row = { number: string }

const draw = (changes: Partial<ListFrameProps<Row>>) =>
  renderToStaticMarkup(
    <ListFrame<Row>
      caption="Orders"
      labels={{
        filters: 'Filters',
        apply: 'Apply',
        clear: 'Clear filters',
        zone: 'Times are CST',
        pager: { newer: 'Newer', older: 'Older', nav: 'Pages' },
      }}
      path="/orders?tab=all"
      filters={{ count: '1 order', hidden: { tab: 'all' } }}
      filtered={false}
      columns={[{ key: 'number', header: 'Order', kind: 'number', cell: (row) => row.number }]}
      rows={[{ number: 'A1' }]}
      rowKey={(row) => row.number}
      page={{ newer: null, older: 'older_1' }}
      turn={(cursor) => `/orders?cursor=${cursor}`}
      noneTitle="No orders match these filters."
      empty="Nothing yet"
      {...changes}
    />,
  )

describe('a list', () => {
  it('sends its filters to its own page, and turns where there is more', () => {
    const html = draw({})
    expect(html).toContain('action="/orders"')
    expect(html).toContain('href="/orders?cursor=older_1"')
    expect(html).toContain('Times are CST')
    expect(html).not.toContain('Clear filters')
  })

  it('offers to clear filters only where one is set', () => {
    expect(draw({ filtered: true })).toContain('<a href="/orders?tab=all" class="link')
    expect(draw({ beyond: true })).not.toContain('Clear filters')
  })

  it.each([
    [{}, 'Nothing yet'],
    [{ filtered: true }, 'No orders match these filters.'],
    [{ beyond: true }, 'No orders match these filters.'],
  ])('without rows, and with %j, says so: %s', (changes, said) => {
    const html = draw({ rows: [], page: { newer: null, older: null }, ...changes })
    expect(html).toContain(said)
    expect(html).not.toContain('Times are CST')
  })

  it('shows the keys of a queue where it has some', () => {
    const keys = { move: 'next, previous', open: 'open' }
    expect(draw({ keys })).toContain('<kbd')
    expect(draw({ keys, rows: [] })).not.toContain('<kbd')
  })
})
