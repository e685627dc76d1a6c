import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { QueueBars } from './queue-bars'

const labels = {
  showAsTable: 'Show as table',
  queue: 'Queue',
  inTime: 'In time',
  overdue: 'Overdue',
  overdueCount: (count: number) => `${count} overdue`,
}

it('leads to each queue, and says how much of it waits too long', () => {
  const html = renderToStaticMarkup(
    <QueueBars
      title="Waiting"
      queues={[
        { label: 'Transfers', href: '/admin/transfers', inTime: 3, overdue: 1, note: 'oldest 2 d' },
        { label: 'Refunds', href: '/admin/payments?tab=refunds', inTime: 0, overdue: 0 },
      ]}
      labels={labels}
    />,
  )
  expect(html).toContain('href="/admin/transfers"')
  expect(html).toContain('1 overdue')
  expect(html).toContain('oldest 2 d')
  expect(html).toContain('<rect height="12" width="25%" class="fill-bad">')
  expect(html).toContain('<rect height="12" x="25%" width="75%" class="fill-c1">')
  expect(html.match(/overdue<\/span>/g)).toHaveLength(1)
})

it('is drawn for queues in which nothing waits', () => {
  const html = renderToStaticMarkup(
    <QueueBars
      title="Waiting"
      queues={[{ label: 'Refunds', href: '/r', inTime: 0, overdue: 0 }]}
      labels={labels}
    />,
  )
  expect(html).toContain('width="0%"')
})
