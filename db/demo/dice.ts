const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Chance that falls alike on every run, so that demo data differ only by the day they are made on. */
export type Dice = {
  /** A whole number from 0 to below `sides`. */
  roll(sides: number): number
  /** True so many times in a hundred. */
  luck(percent: number): boolean
  pick<Thing>(things: readonly Thing[]): Thing
  letters(count: number): string
  digits(count: number): string
  hex(count: number): string
  /** A UUID of version 7 that begins with this moment, so that rows sort as they happened. */
  idAt(moment: Date): string
}

export function diceOf(seed: number): Dice {
  const next = generator(seed)
  const roll = (sides: number) => Math.floor(next() * sides)
  const pick = <Thing>(things: readonly Thing[]): Thing => things[roll(things.length)] as Thing
  const string = (alphabet: string, count: number) =>
    Array.from({ length: count }, () => pick([...alphabet])).join('')
  const hex = (count: number) => string('0123456789abcdef', count)
  return {
    roll,
    luck: (percent) => roll(100) < percent,
    pick,
    letters: (count) => string(ALPHABET, count),
    digits: (count) => string('0123456789', count),
    hex,
    idAt(moment) {
      const at = moment.getTime().toString(16).padStart(12, '0')
      return `${at.slice(0, 8)}-${at.slice(8)}-7${hex(3)}-${pick([...'89ab'])}${hex(3)}-${hex(12)}`
    },
  }
}

/** Mulberry32 by Tommy Ettinger (public domain): 32 bits of state are plenty for a few thousand rows. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
