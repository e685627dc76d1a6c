import { readdirSync, readFileSync } from 'node:fs'

/** The processes that a process has started, as Linux tells them. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number)
}

/** The fourth field of stat, behind the command, which may hold blanks and brackets itself. */
function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}

/** Stops a process and all it has started where they are; what has been stopped. */
export function freeze(parent: number): number[] {
  const frozen = [parent, ...childrenOf(parent)]
  for (const pid of frozen) signal(pid, 'SIGSTOP')
  return frozen
}

export function thaw(frozen: readonly number[]): void {
  for (const pid of frozen) signal(pid, 'SIGCONT')
}

/** One that has ended meanwhile needs no signal. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
