import { getTranslations } from 'next-intl/server'
import { BurnDown, type BurnPoint } from '@/components/chart/burn-down'
import { unitsOverTime, type Level, type PackageSpan } from '@/lib/billing/resource/resource.rules'
import { addDays, dayOf, startOfDay } from '@/lib/kernel/calendar'
import { addMonths, boundsOf, periodOf } from '@/lib/kernel/period'
import { formatEndOfValidity, formatQuantity } from '@/lib/web/format'
import { pageWords } from '../page-words'

const MONTHS_BACK = 6
const DAYS_AHEAD = 60

export type RemainingPlotProps = {
  resource: { name: string; unitZh: string }
  spans: readonly PackageSpan[]
  now: Date
}

/** What is left of a resource: up at each purchase, down at each expiry, dashed for what stays if nothing is used. */
export async function RemainingPlot({ resource, spans, now }: RemainingPlotProps) {
  const resources = await getTranslations('resources')
  const { locale, unitsText } = await pageWords()
  const { past, forecast, next } = courseOf(spans, now)
  const today = unitsText(BigInt(past.at(-1)?.left ?? 0), resource)
  const title = resources('remainingOf', { name: resource.name })
  const result = next
    ? resources('nextExpiryIs', {
        units: unitsText(next.remainingUnits, resource),
        until: formatEndOfValidity(next.expiresAt),
      })
    : undefined
  return (
    <BurnDown
      title={title}
      {...(result ? { result } : {})}
      name={resources('plotName', { name: resource.name, units: today })}
      points={past}
      {...(forecast ? { forecast } : {})}
      purchases={notable(spans).map((span) => ({ at: span.validFrom, label: `+${formatQuantity(span.units)}` }))}
      todayLabel={resources('today', { units: formatQuantity(past.at(-1)?.left ?? 0) })}
      locale={locale}
      labels={{
        showAsTable: resources('showAsTable'),
        day: resources('day'),
        left: resources('remaining'),
        empty: resources('plotEmpty'),
      }}
    />
  )
}

/** The line until today, and how it goes on until the next package ends or two months have passed. */
function courseOf(spans: readonly PackageSpan[], now: Date) {
  const from = boundsOf(addMonths(periodOf(now), -MONTHS_BACK)).start
  const [next] = spans
    .filter((span) => span.expiresAt > now && span.remainingUnits > 0n)
    .sort((one, other) => one.expiresAt.getTime() - other.expiresAt.getTime())
  if (spans.every((span) => span.expiresAt <= from)) return { past: [] }
  const horizon = startOfDay(addDays(dayOf(now), DAYS_AHEAD))
  const until = next && next.expiresAt < horizon ? next.expiresAt : horizon
  const past = cornersOf(unitsOverTime(spans, from, now, now))
  const today = past.at(-1)
  return today ? { past, forecast: { at: until, left: today.left }, next } : { past: [] }
}

/** The corners of a stepped line: at each change the level before it and the one it led to. */
function cornersOf(levels: readonly Level[]): BurnPoint[] {
  return levels.flatMap(({ at, units }, position) => {
    const before = levels[position - 1]
    const here = { at, left: Number(units) }
    if (!before || before.units === units) return [here]
    return [{ at: new Date(at.getTime() - 1), left: Number(before.units) }, here]
  })
}

/** Purchases large enough that their step can be seen beside the others. */
function notable(spans: readonly PackageSpan[]): PackageSpan[] {
  const all = spans.reduce((sum, span) => sum + span.units, 0n)
  return spans.filter((span) => span.units * 5n >= all)
}
