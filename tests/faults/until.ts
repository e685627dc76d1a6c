import { setTimeout } from 'node:timers/promises'

const LIMIT_MS = 90_000

/** Asks again until it is so. Throws, naming what did not come about, when that takes too long. */
export async function until(what: string, isSo: () => Promise<boolean>, limitMs = LIMIT_MS): Promise<void> {
  for (const start = Date.now(); !(await isSo()); await setTimeout(100))
    if (Date.now() - start > limitMs) throw new Error(`in vain waited for: ${what}`)
}

/** The product is not there, or cannot do its work now: people try again. */
export class Away extends Error {}

/** Does it again as long as the product is away. */
export async function patiently<T>(work: () => Promise<T>, limitMs = LIMIT_MS): Promise<T> {
  for (const start = Date.now(); ; await setTimeout(200)) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Away) || Date.now() - start > limitMs) throw error
    }
  }
}
