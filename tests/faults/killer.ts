import { setTimeout } from 'node:timers/promises'
import type { World } from './fault'

/** The supervisor gives up after six deaths within a minute, as it should. */
const LEAST_PAUSE_MS = 13_000
const LONGEST_PAUSE_MS = 18_000
const FIRST_PAUSE_MS = 3_000

/** While the work goes on, kills something again and again, at moments that are drawn anew each time. */
export async function killDuring<T>(
  { chance, instance }: World,
  kill: () => Promise<void>,
  work: () => Promise<T>,
): Promise<T> {
  let ended = false
  const working = work().finally(() => (ended = true))
  // Looked at below; without this a failure in between would end the process.
  working.catch(() => undefined)
  for (let pause = FIRST_PAUSE_MS; ; pause = chance.between(LEAST_PAUSE_MS, LONGEST_PAUSE_MS)) {
    await Promise.race([setTimeout(pause), working.catch(() => undefined)])
    if (ended) break
    await instance.untilHealthy()
    await kill()
  }
  const done = await working
  await instance.untilHealthy()
  return done
}
