import { formatDay, formatQuantity, type Locale } from '@/lib/web/format'
import { AxisRules } from './axis-rules'
import { ChartFrame } from './chart-frame'
import { axisFromZero } from './scale'

export type BurnPoint = { at: Date; left: number }

export type BurnDownProps = {
  title: string
  /** The result in words: "About 4,300 a day. At this pace it lasts until 2027-04-19." */
  result?: string
  name: string
  /** What was left, oldest first; the last one is today. */
  points: readonly BurnPoint[]
  /** Where the dashed line leads to. */
  forecast?: BurnPoint
  /** Written beside their step, "+500,000". */
  purchases?: readonly { at: Date; label: string }[]
  /** Beside the dot, "642,300 today". */
  todayLabel: string
  locale: Locale
  labels: { showAsTable: string; day: string; left: string; empty: string }
}

const height = 206
const ground = 182
const margin = 46

/** What is left of a package over time, with a forecast. */
export function BurnDown(props: BurnDownProps) {
  const { title, result, points, locale, labels } = props
  const table = {
    caption: title,
    headers: [labels.day, labels.left],
    rows: points.map((point) => ({
      key: point.at.toISOString(),
      cells: [formatDay(point.at, locale), formatQuantity(point.left)],
    })),
  }
  return (
    <ChartFrame title={title} result={result} showAsTable={labels.showAsTable} table={table}>
      <Plot {...props} width={352} className="max-sm:hidden" />
      <Plot {...props} width={326} className="sm:hidden" />
    </ChartFrame>
  )
}

type PlotProps = BurnDownProps & { width: number; className: string }

function Plot(props: PlotProps) {
  const { name, points, locale, labels, width, className } = props
  const first = points[0]
  const today = points.at(-1)
  const most = Math.max(0, ...points.map((point) => point.left))
  const axis = axisFromZero(most, { top: 26, bottom: ground, locale, round: true })
  const right = width - 8
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox={`0 0 ${width} ${height}`}
      className={`block w-full max-w-[440px] ${className}`}
    >
      <AxisRules axis={axis} left={margin} right={right} />
      {first && today && points.length > 1 ? (
        <Curve {...props} first={first} today={today} right={right} y={axis.y} />
      ) : (
        <text x={(margin + right) / 2} y={ground / 2} textAnchor="middle" className="fill-text-2 text-13">
          {labels.empty}
        </text>
      )}
    </svg>
  )
}

type CurveProps = PlotProps & {
  first: BurnPoint
  today: BurnPoint
  right: number
  y: (value: number) => number
}

function Curve({ first, today, right, y, points, forecast, purchases = [], todayLabel, locale }: CurveProps) {
  const end = forecast ?? today
  const span = Math.max(1, end.at.getTime() - first.at.getTime())
  const x = (at: Date) => margin + ((at.getTime() - first.at.getTime()) / span) * (right - margin)
  const spot = (point: BurnPoint) => `${x(point.at).toFixed(1)} ${y(point.left).toFixed(1)}`
  const line = points.map(spot).join('L')
  const days = forecast ? [first.at, today.at, forecast.at] : [first.at, today.at]
  return (
    <g strokeWidth={2} strokeLinejoin="round">
      <path
        d={`M${x(first.at)} ${ground}L${line}L${x(today.at)} ${ground}Z`}
        className="fill-c1"
        opacity={0.09}
      />
      <path d={`M${line}`} fill="none" className="stroke-c1" />
      {forecast ? (
        <path d={`M${spot(today)}L${spot(forecast)}`} className="stroke-c1" strokeDasharray="2 4" />
      ) : null}
      {purchases.map((purchase) => (
        <Purchase key={purchase.at.toISOString()} {...purchase} points={points} x={x(purchase.at)} y={y} />
      ))}
      <circle cx={x(today.at)} cy={y(today.left)} r={5} className="fill-c1 stroke-surface" />
      <text
        x={Math.min(x(today.at) + 2, right - 88)}
        y={y(today.left) - 11}
        className="fill-text text-12 font-semibold"
      >
        {todayLabel}
      </text>
      <DayLabels at={days} x={x} locale={locale} />
    </g>
  )
}

type PurchaseProps = {
  at: Date
  label: string
  points: readonly BurnPoint[]
  x: number
  y: (value: number) => number
}

function Purchase({ at, label, points, x, y }: PurchaseProps) {
  const after = points.find((point) => point.at >= at)
  const before = points.findLast((point) => point.at < at)
  if (!after || !before) return null
  const room = x > margin + 60
  return (
    <text
      x={room ? x - 8 : x + 8}
      y={y((after.left + before.left) / 2)}
      textAnchor={room ? 'end' : 'start'}
      className="fill-text-3 text-12"
    >
      {label}
    </text>
  )
}

/** First, today and last day, left out where they would touch. */
function DayLabels({ at, x, locale }: { at: Date[]; x: (at: Date) => number; locale: Locale }) {
  const last = at.length - 1
  const shown = at.filter((day, position) => {
    if (position === 0 || position === last) return true
    return x(day) - x(at[0] ?? day) > 106 && x(at[last] ?? day) - x(day) > 106
  })
  const anchors = ['start', 'middle', 'end'] as const
  return (
    <g className="fill-text-3 text-12">
      {shown.map((day, position) => (
        <text
          key={day.toISOString()}
          x={x(day)}
          y={ground + 17}
          textAnchor={position === shown.length - 1 ? 'end' : (anchors[position] ?? 'middle')}
        >
          {formatDay(day, locale)}
        </text>
      ))}
    </g>
  )
}
