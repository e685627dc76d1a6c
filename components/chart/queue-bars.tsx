import { formatQuantity } from '@/lib/web/format'
import { ChartFrame } from './chart-frame'

export type QueueBarsProps = {
  title: string
  note?: string
  name: string
  queues: readonly { label: string; inTime: number; overdue: number }[]
  labels: { showAsTable: string; queue: string; inTime: string; overdue: string; empty: string }
}

/** What waits in each queue, and how much of it is overdue. */
export function QueueBars({ title, note, name, queues, labels }: QueueBarsProps) {
  const table = {
    caption: title,
    headers: [labels.queue, labels.inTime, labels.overdue],
    rows: queues.map((queue) => ({
      key: queue.label,
      cells: [queue.label, formatQuantity(queue.inTime), formatQuantity(queue.overdue)],
    })),
  }
  return (
    <ChartFrame title={title} note={note} showAsTable={labels.showAsTable} table={table}>
      <Plot name={name} queues={queues} empty={labels.empty} width={532} className="max-sm:hidden" />
      <Plot name={name} queues={queues} empty={labels.empty} width={326} className="sm:hidden" />
    </ChartFrame>
  )
}

const rowHeight = 32

type PlotProps = {
  name: string
  queues: QueueBarsProps['queues']
  empty: string
  width: number
  className: string
}

function Plot({ name, queues, empty, width, className }: PlotProps) {
  const most = Math.max(1, ...queues.map((queue) => queue.inTime + queue.overdue))
  const left = width > 400 ? 152 : 120
  const scale = (width - left - 40) / most
  const idle = queues.every((queue) => queue.inTime + queue.overdue === 0)
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox={`0 0 ${width} ${queues.length * rowHeight + 8}`}
      className={`block w-full max-w-[665px] ${className}`}
    >
      {queues.map((queue, position) => {
        const middle = position * rowHeight + rowHeight / 2 + 4
        const late = queue.overdue * scale
        const all = (queue.overdue + queue.inTime) * scale
        return (
          <g key={queue.label} className="text-12">
            <text y={middle + 4} className="fill-text-2">
              {queue.label}
            </text>
            <line x1={left} x2={left} y1={middle - 16} y2={middle + 16} className="stroke-line" />
            <rect x={left} y={middle - 6} width={late} height={12} className="fill-bad" />
            <rect
              x={left + late + (late > 0 ? 1.5 : 0)}
              y={middle - 6}
              width={Math.max(0, all - late - (late > 0 ? 1.5 : 0))}
              height={12}
              className="fill-c1"
            />
            <text x={left + all + 8} y={middle + 4} className="fill-text font-semibold">
              {formatQuantity(queue.inTime + queue.overdue)}
            </text>
          </g>
        )
      })}
      {idle ? (
        <text x={left + 32} y={20} className="fill-text-2 text-12">
          {empty}
        </text>
      ) : null}
    </svg>
  )
}
