/** What a package contributes to the picture: units from one moment until another. */
export type PackageSpan = { remainingUnits: bigint; units: bigint; validFrom: Date; expiresAt: Date }

export type Level = { at: Date; units: bigint }

/**
 * How many units are (or, without further use, will be) there over time: a step up at each purchase, a step down at
 * each expiry. Past levels count what was bought, since what is used is taken from what remains now.
 */
export function unitsOverTime(spans: readonly PackageSpan[], from: Date, now: Date, until: Date): Level[] {
  const moments = new Set<number>([from.getTime(), now.getTime(), until.getTime()])
  for (const span of spans)
    for (const moment of [span.validFrom, span.expiresAt])
      if (moment > from && moment < until) moments.add(moment.getTime())
  return [...moments]
    .sort((a, b) => a - b)
    .map((moment) => ({ at: new Date(moment), units: unitsAt(spans, moment, now.getTime()) }))
}

function unitsAt(spans: readonly PackageSpan[], moment: number, now: number): bigint {
  return spans
    .filter((span) => span.validFrom.getTime() <= moment && moment < span.expiresAt.getTime())
    .reduce((sum, span) => sum + (moment < now ? span.units : span.remainingUnits), 0n)
}
