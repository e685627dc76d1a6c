import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** How much memory a process has now, in MB. */
export function rssMb(pid: number): number {
  const status = `/proc/${pid}/status`
  const kilobytes = existsSync(status)
    ? /^VmRSS:\s*(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Math.round(Number(kilobytes ?? Number.NaN) / 1024)
}

/** Looks at a process's memory all the time; ends with the most it has had. */
export function watchRss(pid: number): () => number {
  let most = rssMb(pid)
  const timer = setInterval(() => (most = Math.max(most, rssMb(pid))), 20)
  return () => {
    clearInterval(timer)
    return most
  }
}
