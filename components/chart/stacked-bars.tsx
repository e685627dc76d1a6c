import { formatAxis, formatMoney, type Locale } from '@/lib/web/format'
import { AxisRules } from './axis-rules'
import { ChartFrame } from './chart-frame'
import { axisFromZero, fills, yuanForPlot, type Axis, type ChartColour } from './scale'

export type BarMonth = {
  label: string
  /** Fen, in the order of the series; the first stands at the bottom. */
  amounts: readonly bigint[]
  /** The current month, drawn at 55 %. */
  partial?: boolean
}

export type StackedBarsProps = {
  title: string
  note?: string
  /** The accessible name: one sentence saying what the plot shows. */
  name: string
  series: readonly { label: string; colour: ChartColour }[]
  months: readonly BarMonth[]
  locale: Locale
  labels: { showAsTable: string; month: string; total: string; empty: string }
}

const height = 206
const ground = 182

/** Amounts by month, stacked by product; on phones the last four months, drawn anew. */
export function StackedBars({ title, note, name, series, months, locale, labels }: StackedBarsProps) {
  const table = {
    caption: title,
    headers: [labels.month, labels.total, ...series.map((one) => one.label)],
    rows: months.map((month) => ({
      key: month.label,
      cells: [month.label, formatMoney(sum(month.amounts)), ...month.amounts.map(formatMoney)],
    })),
  }
  const shown = { name, series, locale, empty: labels.empty }
  return (
    <ChartFrame title={title} note={note} showAsTable={labels.showAsTable} table={table}>
      <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-12 text-text-2">
        {series.map((one) => (
          <li key={one.label} className="flex items-center gap-1.5">
            <svg width="10" height="10" aria-hidden>
              <rect width="10" height="10" rx="2" className={fills[one.colour]} />
            </svg>
            {one.label}
          </li>
        ))}
      </ul>
      <Plot {...shown} months={months} width={532} className="max-sm:hidden" />
      <Plot {...shown} months={months.slice(-4)} width={326} className="sm:hidden" />
    </ChartFrame>
  )
}

type PlotProps = {
  name: string
  series: StackedBarsProps['series']
  months: readonly BarMonth[]
  locale: Locale
  empty: string
  width: number
  className: string
}

function Plot({ name, series, months, locale, empty, width, className }: PlotProps) {
  const totals = months.map((month) => yuanForPlot(sum(month.amounts)))
  const most = Math.max(0, ...totals)
  const axis = axisFromZero(most, { top: 22, bottom: ground, locale })
  const left = 40
  const step = (width - left) / Math.max(months.length, 1)
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox={`0 0 ${width} ${height}`}
      className={`block w-full max-w-[665px] ${className}`}
    >
      <AxisRules axis={axis} left={left} right={width} />
      {months.map((month, position) => {
        const middle = left + step * (position + 0.5)
        const total = totals[position] ?? 0
        return (
          <g key={month.label}>
            <Bar month={month} series={series} axis={axis} x={middle - 20.5} />
            {total > 0 ? (
              <text
                x={middle}
                y={axis.y(total) - 7}
                textAnchor="middle"
                className="fill-text text-12 font-semibold"
              >
                {formatAxis(total, locale)}
              </text>
            ) : null}
            <text x={middle} y={ground + 17} textAnchor="middle" className="fill-text-3 text-12">
              {month.label}
            </text>
          </g>
        )
      })}
      {most > 0 ? null : (
        <text x={(width + left) / 2} y={ground / 2} textAnchor="middle" className="fill-text-2 text-13">
          {empty}
        </text>
      )}
    </svg>
  )
}

function Bar({
  month,
  series,
  axis,
  x,
}: {
  month: BarMonth
  series: PlotProps['series']
  axis: Axis
  x: number
}) {
  const edges = month.amounts.map((_, position) => yuanForPlot(sum(month.amounts.slice(0, position + 1))))
  return (
    <g opacity={month.partial ? 0.55 : 1}>
      {edges.map((edge, position) => {
        const from = axis.y(position === 0 ? 0 : (edges[position - 1] ?? 0))
        const tall = from - axis.y(edge)
        const one = series[position]
        if (tall <= 0 || !one) return null
        const drawn = Math.max(0.75, tall - 1.5)
        return (
          <rect
            key={one.label}
            x={x}
            y={from - 1.5 - drawn}
            width={41}
            height={drawn}
            className={fills[one.colour]}
          />
        )
      })}
    </g>
  )
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
