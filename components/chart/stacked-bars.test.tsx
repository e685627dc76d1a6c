import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { StackedBars, type StackedBar } from './stacked-bars'

const series = [
  { label: 'Authentication', colour: 1 },
  { label: 'SMS', colour: 4 },
] as const
const month = (label: string, ...amounts: bigint[]): StackedBar => ({ label, amounts })
const draw = (bars: StackedBar[], per: 'month' | 'day' = 'month') =>
  renderToStaticMarkup(
    <StackedBars
      title="Spend by month"
      name="Spend by month, highest in October."
      series={series}
      bars={bars}
      per={per}
      locale="en"
      labels={{
        showAsTable: 'Show as table',
        bar: 'Month',
        total: 'Total',
        empty: 'No orders in these months.',
      }}
    />,
  )

it('carries the exact figures of the plot as a table', () => {
  const html = draw([month('2026-10', 2500001n, 590000n)])
  expect(html).toContain('role="img" aria-label="Spend by month, highest in October."')
  for (const text of ['¥30,900.01', '¥25,000.01', '¥5,900.00', '30.9k']) expect(html).toContain(text)
})

it('shows four months on phones', () => {
  const months = ['06', '07', '08', '09', '10', '11'].map((one) => month(`2026-${one}`, 100n, 0n))
  const narrow = draw(months).split('sm:hidden').at(-1) ?? ''
  expect(narrow.match(/2026-\d\d</g)).toEqual(['2026-08<', '2026-09<', '2026-10<', '2026-11<'])
})

it('keeps its axis and says so when there is nothing', () => {
  expect(draw([month('2026-10', 0n, 0n)])).toContain('No orders in these months.')
})

it('shows a week of days on phones, and the latest day first in the table', () => {
  const days = Array.from({ length: 14 }, (_, day) => ({
    label: `11-${String(day + 1).padStart(2, '0')}`,
    fullLabel: `2026-11-${String(day + 1).padStart(2, '0')}`,
    amounts: [100n, 0n],
  }))
  const html = draw(days, 'day')
  const narrow = html.split('md:hidden').at(-1) ?? ''
  expect(narrow.match(/>11-\d\d</g)).toHaveLength(7)
  expect(html.indexOf('2026-11-14')).toBeLessThan(html.indexOf('2026-11-13'))
})
