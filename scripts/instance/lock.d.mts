type Release = () => void
export function isHeld(lock: string): boolean
export function tryLock(lock: string): Promise<Release | null>
export function withLock<Result>(
  lock: string,
  work: () => Promise<Result>,
  onWait?: () => void,
): Promise<Result>
