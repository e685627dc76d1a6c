import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

function readQuietly(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** Fields of /proc/<pid>/stat after the command, which may itself hold spaces and brackets. */
function statFields(pid) {
  const stat = readQuietly(`/proc/${pid}/stat`)
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/**
 * What distinguishes a process from a later one with the same number: its start time, or null where the
 * system does not tell.
 */
function identityOf(pid) {
  if (process.platform === 'linux') {
    const fields = statFields(pid)
    return fields ? `${fields[19]}@${readQuietly('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}` : null
  }
  const listed = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return listed.stdout?.trim() || null
}

/** A reference to a process that stays right when its number is given to another one. */
export function referTo(pid) {
  return { pid, identity: identityOf(pid) }
}

/** True while the very process that was referred to runs; a zombie does not count. */
export function isRunning(reference) {
  if (!reference || !Number.isInteger(reference.pid) || reference.pid <= 0) return false
  try {
    process.kill(reference.pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  if (process.platform === 'linux' && statFields(reference.pid)?.[0] === 'Z') return false
  return reference.identity === null || identityOf(reference.pid) === reference.identity
}

export function commandLineOf(pid) {
  const fromProc = readQuietly(`/proc/${pid}/cmdline`)
  if (fromProc !== null) return fromProc.split('\0').join(' ')
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

/** Signals a process, or with `group` everything it started; a process that is gone is no error. */
export function signal(pid, name, { group = false } = {}) {
  try {
    process.kill(group ? -pid : pid, name)
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error
  }
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until the question is answered with true; false when the time is over first. */
export async function until(question, ms, every = 25) {
  const end = Date.now() + ms
  while (Date.now() < end) {
    if (await question()) return true
    await pause(every)
  }
  return false
}
