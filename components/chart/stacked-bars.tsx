import { formatAxis, formatMoney, type Locale } from '@/lib/web/format'
import { AxisRules } from './axis-rules'
import { ChartFrame } from './chart-frame'
import { axisFromZero, fills, yuanForPlot, type Axis, type ChartColour } from './scale'

export type StackedBar = {
  /** Below the bar. */
  label: string
  /** In the table, where the label alone would not say which one it is. */
  fullLabel?: string
  /** Fen, in the order of the series; the first stands at the bottom. */
  amounts: readonly bigint[]
  /** What is not over yet, drawn at 55 %. */
  partial?: boolean
}

export type StackedBarsProps = {
  title: string
  note?: string
  /** The accessible name: one sentence saying what the plot shows. */
  name: string
  series: readonly { label: string; colour: ChartColour }[]
  bars: readonly StackedBar[]
  /** Half a year of months, or a fortnight of days: how wide bars and plot are, and how many of them a phone shows. */
  per: keyof typeof layouts
  locale: Locale
  labels: { showAsTable: string; bar: string; total: string; empty: string }
}

const layouts = {
  month: {
    wide: { width: 532, bar: 41, className: 'max-w-[665px] max-sm:hidden' },
    narrow: { width: 326, bar: 41, className: 'max-w-[480px] sm:hidden' },
    onPhones: 4,
    latestFirst: false,
  },
  day: {
    wide: { width: 612, bar: 26, className: 'max-w-[760px] max-md:hidden' },
    narrow: { width: 326, bar: 24, className: 'max-w-[480px] md:hidden' },
    onPhones: 7,
    latestFirst: true,
  },
} as const

const HEIGHT = 206
const GROUND = 182
const LEFT = 40

/** Amounts over time, stacked by product or channel; on phones the latest of them, drawn anew. */
export function StackedBars({ title, note, name, series, bars, per, locale, labels }: StackedBarsProps) {
  const layout = layouts[per]
  const rows = bars.map((bar) => ({
    key: bar.fullLabel ?? bar.label,
    cells: [bar.fullLabel ?? bar.label, formatMoney(sum(bar.amounts)), ...bar.amounts.map(formatMoney)],
  }))
  const table = {
    caption: title,
    headers: [labels.bar, labels.total, ...series.map((one) => one.label)],
    rows: layout.latestFirst ? rows.reverse() : rows,
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
      <Plot {...shown} bars={bars} layout={layout.wide} />
      <Plot {...shown} bars={bars.slice(-layout.onPhones)} layout={layout.narrow} />
    </ChartFrame>
  )
}

type PlotProps = Pick<StackedBarsProps, 'name' | 'series' | 'bars' | 'locale'> & {
  empty: string
  layout: { width: number; bar: number; className: string }
}

function Plot({ name, series, bars, locale, empty, layout }: PlotProps) {
  const { width, bar: barWidth, className } = layout
  const totals = bars.map((bar) => yuanForPlot(sum(bar.amounts)))
  const most = Math.max(0, ...totals)
  const axis = axisFromZero(most, { top: 22, bottom: GROUND, locale })
  const step = (width - LEFT) / Math.max(bars.length, 1)
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className={`block w-full ${className}`}
    >
      <AxisRules axis={axis} left={LEFT} right={width} />
      {bars.map((bar, position) => {
        const middle = LEFT + step * (position + 0.5)
        const total = totals[position] ?? 0
        return (
          <g key={bar.label} className="text-12">
            <Bar bar={bar} series={series} axis={axis} x={middle - barWidth / 2} width={barWidth} />
            {total > 0 ? (
              <text x={middle} y={axis.y(total) - 7} textAnchor="middle" className="fill-text font-semibold">
                {formatAxis(total, locale)}
              </text>
            ) : null}
            <text x={middle} y={GROUND + 17} textAnchor="middle" className="fill-text-3">
              {bar.label}
            </text>
          </g>
        )
      })}
      {most > 0 ? null : (
        <text x={(width + LEFT) / 2} y={GROUND / 2} textAnchor="middle" className="fill-text-2 text-13">
          {empty}
        </text>
      )}
    </svg>
  )
}

type BarProps = { bar: StackedBar; series: PlotProps['series']; axis: Axis; x: number; width: number }

function Bar({ bar, series, axis, x, width }: BarProps) {
  const edges = bar.amounts.map((_, position) => yuanForPlot(sum(bar.amounts.slice(0, position + 1))))
  return (
    <g opacity={bar.partial ? 0.55 : 1}>
      {edges.map((edge, position) => {
        const from = axis.y(edges[position - 1] ?? 0)
        const tall = from - axis.y(edge)
        const one = series[position]
        if (tall <= 0 || !one) return null
        const drawn = Math.max(0.75, tall - 1.5)
        return (
          <rect
            key={one.label}
            x={x}
            y={from - 1.5 - drawn}
            width={width}
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
