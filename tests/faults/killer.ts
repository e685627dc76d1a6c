import { setTimeout } from 'node:timers/promises'
import type { World } from './fault'

/** So long it is left alone: the supervisor gives up after six deaths within a minute, as it should. */
const LEAST_LIFE_MS = 12_500
const LONGEST_LIFE_MS = 17_500
const FIRST_LIFE_MS = 3_000

/** While the work goes on, kills something again and again, at moments that are drawn anew each time. */
export async function killDuring<T>(
  { chance, instance }: World,
  kill: () => Promise<void>,
  work: () => Promise<T>,
): Promise<T> {
  let ended = false
  const working = work().finally(() => (ended = true))
  // Looked at below; without this a failure in between would end the process.
  const over = working.then(
    () => undefined,
    () => undefined,
  )
  for (let life = FIRST_LIFE_MS; ; life = chance.between(LEAST_LIFE_MS, LONGEST_LIFE_MS)) {
    await Promise.race([instance.untilHealthy(), over])
    await Promise.race([setTimeout(life), over])
    if (ended) break
    await kill()
  }
  const done = await working
  await instance.untilHealthy()
  return done
}
