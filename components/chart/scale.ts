import { scaleLinear } from 'd3-scale'
import { formatAxis, type Locale } from '@/lib/web/format'

export type Axis = { y: (value: number) => number; ticks: { y: number; text: string }[] }

/** A vertical axis from zero to `most`, or with `round` to a round number above it, with at most four rules. */
export function axisFromZero(
  most: number,
  { top, bottom, locale, round = false }: { top: number; bottom: number; locale: Locale; round?: boolean },
): Axis {
  const scale = scaleLinear()
    .domain([0, most > 0 ? most : 1])
    .range([bottom, top])
  if (round || most <= 0) scale.nice(4)
  const wanted = scale.ticks(4)
  const ticks = wanted.length > 5 ? scale.ticks(2) : wanted
  return {
    y: scale,
    ticks: (most > 0 ? ticks : ticks.slice(0, 1)).map((value) => ({
      y: scale(value),
      text: formatAxis(value, locale),
    })),
  }
}

export type ChartColour = 1 | 2 | 3 | 4 | 5 | 6

/** Whole class names, so that the build finds them. A seventh series belongs to "Other", colour 6. */
export const fills: Record<ChartColour, string> = {
  1: 'fill-c1',
  2: 'fill-c2',
  3: 'fill-c3',
  4: 'fill-c4',
  5: 'fill-c5',
  6: 'fill-c6',
}

/** An amount in whole yuan, for drawing and axis labels only: exact figures stay bigint. */
export function yuanForPlot(amount: bigint): number {
  return Number(amount / 100n)
}
