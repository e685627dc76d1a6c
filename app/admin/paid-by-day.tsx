import { AxisRules } from '@/components/chart/axis-rules'
import { ChartFrame } from '@/components/chart/chart-frame'
import { axisFromZero, fills, yuanForPlot, type Axis, type ChartColour } from '@/components/chart/scale'
import { add } from '@/lib/kernel/money'
import { formatAxis, formatMoney, type Locale } from '@/lib/web/format'

export type PaidDay = { day: string; amounts: readonly bigint[]; today: boolean }

export type PaidByDayProps = {
  title: string
  note: string
  /** The accessible name: one sentence saying what the plot shows. */
  name: string
  /** One for each of a day's amounts; the first stands at the bottom. */
  series: readonly { label: string; colour: ChartColour }[]
  days: readonly PaidDay[]
  locale: Locale
  labels: { showAsTable: string; day: string; total: string; empty: string }
}

const HEIGHT = 206
const GROUND = 182
const PHONE_DAYS = 7

/** What was paid on each day, stacked by channel; on phones the last week, drawn anew. */
export function PaidByDay({ title, note, name, series, days, locale, labels }: PaidByDayProps) {
  const table = {
    caption: title,
    headers: [labels.day, labels.total, ...series.map((one) => one.label)],
    rows: [...days].reverse().map(({ day, amounts }) => ({
      key: day,
      cells: [day, formatMoney(add(...amounts)), ...amounts.map(formatMoney)],
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
      <Plot {...shown} days={days} width={612} bar={26} className="max-w-[760px] max-md:hidden" />
      <Plot
        {...shown}
        days={days.slice(-PHONE_DAYS)}
        width={326}
        bar={24}
        className="max-w-[480px] md:hidden"
      />
    </ChartFrame>
  )
}

type PlotProps = Pick<PaidByDayProps, 'name' | 'series' | 'days' | 'locale'> & {
  empty: string
  width: number
  bar: number
  className: string
}

function Plot({ name, series, days, locale, empty, width, bar, className }: PlotProps) {
  const totals = days.map(({ amounts }) => yuanForPlot(add(...amounts)))
  const most = Math.max(0, ...totals)
  const axis = axisFromZero(most, { top: 22, bottom: GROUND, locale })
  const left = 40
  const step = (width - left) / Math.max(days.length, 1)
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className={`block w-full ${className}`}
    >
      <AxisRules axis={axis} left={left} right={width} />
      {days.map((day, position) => {
        const middle = left + step * (position + 0.5)
        const total = totals[position] ?? 0
        return (
          <g key={day.day} className="text-12">
            <Bar day={day} series={series} axis={axis} x={middle - bar / 2} width={bar} />
            {total > 0 ? (
              <text x={middle} y={axis.y(total) - 7} textAnchor="middle" className="fill-text font-semibold">
                {formatAxis(total, locale)}
              </text>
            ) : null}
            <text x={middle} y={GROUND + 17} textAnchor="middle" className="fill-text-3">
              {day.day.slice(5)}
            </text>
          </g>
        )
      })}
      {most > 0 ? null : (
        <text x={(width + left) / 2} y={GROUND / 2} textAnchor="middle" className="fill-text-2 text-13">
          {empty}
        </text>
      )}
    </svg>
  )
}

type BarProps = { day: PaidDay; series: PlotProps['series']; axis: Axis; x: number; width: number }

function Bar({ day, series, axis, x, width }: BarProps) {
  const edges = day.amounts.map((_, position) => yuanForPlot(add(...day.amounts.slice(0, position + 1))))
  return (
    <g opacity={day.today ? 0.55 : 1}>
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
