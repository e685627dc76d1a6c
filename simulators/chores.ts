const PAUSE_MS = 100

/** What a platform does of its own accord a little later. */
export class Chores {
  private readonly timers = new Set<NodeJS.Timeout>()

  /** Runs the work after a moment, and again until it says that it is done. */
  later(work: () => boolean): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      if (!work()) this.later(work)
    }, PAUSE_MS)
    this.timers.add(timer)
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer)
  }
}
