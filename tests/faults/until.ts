import { setTimeout } from 'node:timers/promises'

const LIMIT_MS = 90_000
/** Whoever comes while things are killed again and again needs so much. */
const PATIENCE_MS = 4 * 60_000

/** Asks again until it is so. Throws, naming what did not come about, when that takes too long. */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  { limitMs = LIMIT_MS, pauseMs = 100 } = {},
): Promise<void> {
  for (const start = Date.now(); !(await isSo()); await setTimeout(pauseMs))
    if (Date.now() - start > limitMs) throw new Error(`in vain waited for: ${what}`)
}

/** The product is not there, or cannot do its work now: people try again. */
export class Away extends Error {}

/** Does it again as long as the product is away. */
export async function patiently<T>(work: () => Promise<T>, limitMs = PATIENCE_MS): Promise<T> {
  for (const start = Date.now(); ; await setTimeout(200)) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Away) || Date.now() - start > limitMs) throw error
    }
  }
}
