/** One figure as `--json` prints it: `ratio` is value ÷ limit where more is better, time ÷ limit where less is. */
export type Figure = {
  name: string
  value: number
  unit: string
  limit: number
  limitWhat: string
  ratio: number
  peakRssMb: number
  spread: number
}

/** A figure, what else is worth reading beside it, and further numbers for whoever reads the JSON. */
export type Measured = { figure: Figure; lines: string[]; extra?: Readonly<Record<string, number>> }

/** `rows`: how long the long list is, for a quick look; what counts is measured without it. */
export type Options = { rows?: number }

export type Measure = (name: string, options: Options) => Promise<Measured>

/** One of the things that take turns: does its work once and says how much of it a second, or how long it took. */
export type Contestant = { once: () => Promise<number> }

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/**
 * Lets all take turns, A B C A B C, after a round that does not count: a machine's speed drifts within minutes, and
 * only neighbours in time can be compared. Returns what each said, round by round.
 */
export async function takeTurns(contestants: readonly Contestant[], rounds: number): Promise<number[][]> {
  const said: number[][] = contestants.map(() => [])
  for (let round = 0; round <= rounds; round++)
    for (const [position, contestant] of contestants.entries()) {
      const value = await contestant.once()
      if (round > 0) said[position]?.push(value)
    }
  return said
}

export function ratios(values: readonly number[], limits: readonly number[]): number[] {
  return values.map((value, round) => value / (limits[round] ?? Number.NaN))
}

/** How far the rounds lie apart, as a part of their median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median(values)
}

export function peakRssMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024)
}

export function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits))
}

type Turns = Pick<Figure, 'name' | 'unit' | 'limitWhat' | 'peakRssMb'> & {
  values: readonly number[]
  limits: readonly number[]
}

/** The figure of rounds that took turns: medians, and the ratio of neighbours. */
export function figureOf({ name, unit, limitWhat, values, limits, peakRssMb: peak }: Turns): Figure {
  const compared = ratios(values, limits)
  return {
    name,
    value: rounded(median(values)),
    unit,
    limit: rounded(median(limits)),
    limitWhat,
    ratio: rounded(median(compared)),
    peakRssMb: peak,
    spread: rounded(spread(compared), 2),
  }
}
