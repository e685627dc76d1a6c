import { formatQuantity } from '@/lib/web/format'
import { ChartFrame } from './chart-frame'

export type QueueBar = {
  label: string
  /** The queue itself. */
  href: string
  inTime: number
  overdue: number
  /** How long the oldest has waited, e.g. "oldest 3 h". */
  note?: string | undefined
}

export type QueueBarsProps = {
  title: string
  note?: string
  queues: readonly QueueBar[]
  labels: {
    showAsTable: string
    queue: string
    inTime: string
    overdue: string
    overdueCount: (count: number) => string
  }
}

/** What waits in each queue, and how much of it for too long. Words and figures are text, so only the bars are drawn. */
export function QueueBars({ title, note, queues, labels }: QueueBarsProps) {
  const table = {
    caption: title,
    headers: [labels.queue, labels.inTime, labels.overdue],
    rows: queues.map((queue) => ({
      key: queue.href,
      cells: [queue.label, formatQuantity(queue.inTime), formatQuantity(queue.overdue)],
    })),
  }
  const most = Math.max(1, ...queues.map((queue) => queue.inTime + queue.overdue))
  return (
    <ChartFrame title={title} note={note} showAsTable={labels.showAsTable} table={table}>
      <ul className="grid grid-cols-[minmax(96px,auto)_minmax(0,1fr)_auto] gap-x-3 sm:gap-x-5">
        {queues.map((queue) => (
          <Row key={queue.href} queue={queue} most={most} overdueCount={labels.overdueCount} />
        ))}
      </ul>
    </ChartFrame>
  )
}

type RowProps = { queue: QueueBar; most: number; overdueCount: (count: number) => string }

function Row({ queue, most, overdueCount }: RowProps) {
  const { label, href, inTime, overdue, note } = queue
  const percent = (count: number) => `${(count * 100) / most}%`
  return (
    <li className="col-span-3 grid min-h-11 grid-cols-subgrid items-center py-1 text-13">
      <a href={href} className="py-1 text-text-2 underline-offset-2 hover:underline">
        {label}
      </a>
      <svg aria-hidden className="h-3 w-full border-l">
        <rect height="12" width={percent(overdue)} className="fill-bad" />
        <rect height="12" x={percent(overdue)} width={percent(inTime)} className="fill-c1" />
        {overdue > 0 && inTime > 0 ? (
          <rect height="12" x={percent(overdue)} width="1.5" className="fill-surface" />
        ) : null}
      </svg>
      <span className="text-right">
        <span className="font-semibold">{formatQuantity(inTime + overdue)}</span>
        {overdue > 0 ? <span className="ml-2 text-12 text-bad">{overdueCount(overdue)}</span> : null}
        {note ? <span className="block text-12 text-text-3">{note}</span> : null}
      </span>
    </li>
  )
}
