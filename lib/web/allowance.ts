/**
 * So many a second and no more, for this process: what is asked by whoever likes must not keep it from its work. The
 * clock gives milliseconds.
 */
export function allowance(perSecond: number, clock: () => number): () => boolean {
  let left = perSecond
  let filledAt = clock()
  return () => {
    const now = clock()
    left = Math.min(perSecond, left + ((now - filledAt) / 1000) * perSecond)
    filledAt = now
    if (left < 1) return false
    left -= 1
    return true
  }
}
