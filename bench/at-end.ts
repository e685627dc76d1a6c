const stops: (() => Promise<unknown>)[] = []

/** Takes something away once the figure is measured or given up; what came last goes first. */
export function atEnd(stop: () => Promise<unknown>): void {
  stops.push(stop)
}

export async function endAll(): Promise<void> {
  for (let stop = stops.pop(); stop; stop = stops.pop()) await stop().catch(console.error)
}
