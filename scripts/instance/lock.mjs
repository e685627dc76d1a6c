import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRunning, pause, referTo } from './processes.mjs'

const TAKEOVER_LIMIT_MS = 10_000

function ownerOf(lock) {
  try {
    return JSON.parse(readFileSync(join(lock, 'owner.json'), 'utf8'))
  } catch {
    return null
  }
}

/** A directory is moved into place together with its owner, so a lock never exists without one. */
function place(lock) {
  mkdirSync(dirname(lock), { recursive: true })
  const prepared = mkdtempSync(`${lock}.`)
  writeFileSync(join(prepared, 'owner.json'), JSON.stringify(referTo(process.pid)))
  try {
    renameSync(prepared, lock)
    return true
  } catch (error) {
    rmSync(prepared, { recursive: true, force: true })
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) return false
    throw error
  }
}

/** Removes a lock whose owner is dead. Only one process at a time may, or two could remove each other's. */
function clearStale(lock) {
  const guard = `${lock}.takeover`
  try {
    mkdirSync(guard)
  } catch {
    try {
      if (Date.now() - statSync(guard).mtimeMs > TAKEOVER_LIMIT_MS)
        rmSync(guard, { recursive: true, force: true })
    } catch {
      // The other one has finished in the meantime.
    }
    return
  }
  try {
    if (!isHeld(lock)) rmSync(lock, { recursive: true, force: true })
  } finally {
    rmSync(guard, { recursive: true, force: true })
  }
}

/** True while a living process holds the lock. */
export function isHeld(lock) {
  return isRunning(ownerOf(lock))
}

/**
 * Takes the lock, also from a process that died with it.
 * Returns the function that releases it, or null while a living process holds it.
 */
export async function tryLock(lock) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (place(lock)) return () => rmSync(lock, { recursive: true, force: true })
    if (isHeld(lock)) return null
    clearStale(lock)
    await pause(20)
  }
  return null
}

/** Runs the work while holding the lock and waits for it as long as it takes. */
export async function withLock(lock, work, onWait = () => {}) {
  let release = await tryLock(lock)
  if (!release) onWait()
  while (!release) {
    await pause(200)
    release = await tryLock(lock)
  }
  try {
    return await work()
  } finally {
    release()
  }
}
