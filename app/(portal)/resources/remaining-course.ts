import { unitsOverTime, type Level, type PackageSpan } from '@/lib/billing/resource/resource.rules'
import { addDays, dayOf, startOfDay } from '@/lib/kernel/calendar'
import { addMonths, boundsOf, periodOf } from '@/lib/kernel/period'

const MONTHS_BACK = 6
const DAYS_AHEAD = 60

type Point = { at: Date; left: number }

type Course = {
  past: Point[]
  /** What stays if nothing more is used: until the next package ends, or for two months. */
  forecast?: Point
  /** The package with units left that ends first. */
  next?: PackageSpan
  /** Whether something was used, of which only the sum is known. */
  estimated?: boolean
}

/** What was left of a resource from six months ago until now, up at each purchase and down at each expiry. */
export function courseOf(spans: readonly PackageSpan[], now: Date): Course {
  const from = boundsOf(addMonths(periodOf(now), -MONTHS_BACK)).start
  const shown = spans.filter((span) => span.expiresAt > from)
  if (shown.length === 0) return { past: [] }
  const past = cornersOf(unitsOverTime(shown, from, now, now), shown, now)
  const horizon = startOfDay(addDays(dayOf(now), DAYS_AHEAD))
  const [next] = shown
    .filter((span) => span.expiresAt > now && span.remainingUnits > 0n)
    .sort((one, other) => one.expiresAt.getTime() - other.expiresAt.getTime())
  return {
    past,
    forecast: {
      at: next && next.expiresAt < horizon ? next.expiresAt : horizon,
      left: past.at(-1)?.left ?? 0,
    },
    ...(next ? { next } : {}),
    estimated: shown.some((span) => span.remainingUnits < span.units),
  }
}

/**
 * The corners of the line: at each change what was left just before it and what it led to. When units were used is
 * not known here, so each package is drawn as if they were used evenly.
 */
function cornersOf(levels: readonly Level[], spans: readonly PackageSpan[], now: Date): Point[] {
  return levels.flatMap(({ at, units }, position) => {
    const before = levels[position - 1]
    const isNow = position === levels.length - 1
    const here = { at, left: Number(units) - (isNow ? 0 : usedBy(spans, at, now)) }
    if (!before || isNow || before.units === units) return [here]
    const justBefore = new Date(at.getTime() - 1)
    return [{ at: justBefore, left: Number(before.units) - usedBy(spans, justBefore, now) }, here]
  })
}

/** Of the packages valid at a moment, the part of what is used by now that falls before it. */
function usedBy(spans: readonly PackageSpan[], at: Date, now: Date): number {
  return spans
    .filter((span) => span.validFrom <= at && at < span.expiresAt)
    .reduce((sum, { units, remainingUnits, validFrom, expiresAt }) => {
      const end = Math.min(now.getTime(), expiresAt.getTime())
      const share = (at.getTime() - validFrom.getTime()) / (end - validFrom.getTime())
      return sum + Math.round(Number(units - remainingUnits) * share)
    }, 0)
}
