import 'server-only'
import { describeError, log } from '@/lib/web/log'

export type Swept = { done: number; failed: number }

/**
 * Works through what a sweep found, so many at once. One that fails is logged and stops nobody: the next sweep finds
 * it again. Counts as done what did not say that there was nothing to do.
 */
export async function eachOf<Found>(
  job: string,
  found: readonly Found[],
  work: (one: Found) => Promise<boolean | void>,
  { atOnce = 1, idOf = String }: { atOnce?: number; idOf?: (one: Found) => string } = {},
): Promise<Swept> {
  const swept = { done: 0, failed: 0 }
  const waiting = found.values()
  const worker = async () => {
    for (const one of waiting) {
      try {
        if ((await work(one)) !== false) swept.done++
      } catch (error) {
        swept.failed++
        log.error({ job, id: idOf(one), error: describeError(error) }, 'one of a sweep failed')
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return swept
}
