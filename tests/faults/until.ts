import { setTimeout } from 'node:timers/promises'

const LIMIT_MS = 90_000

/** Asks again until it is so. Throws, naming what did not come about, when that takes too long. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const start = Date.now(); !(await isSo()); await setTimeout(100))
    if (Date.now() - start > LIMIT_MS) throw new Error(`in vain waited for: ${what}`)
}
