/** Random choices that come out the same whenever the seed is the same (mulberry32). */
export class Chance {
  private state: number

  constructor(readonly seed: number) {
    this.state = seed | 0
  }

  /** At least 0 and below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  happens(share: number): boolean {
    return this.next() < share
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.between(0, list.length - 1)]
    if (picked === undefined) throw new Error('there is nothing to pick from')
    return picked
  }

  /** Choices of its own for one of many who act at the same time, whatever the others draw meanwhile. */
  ofItsOwn(number: number): Chance {
    return new Chance(Math.imul(this.seed ^ (number + 1), 0x9e3779b1))
  }
}
