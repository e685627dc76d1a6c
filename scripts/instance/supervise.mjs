import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { openLog } from './data-directory.mjs'
import { isRunning, pause, referTo, signal, until } from './processes.mjs'

const LOOP_WINDOW_MS = 60_000
const LOOP_LIMIT = 6
const FIRST_DELAY_MS = 250

/**
 * Starts a program in a process group of its own, so that Ctrl-C in the terminal does not reach it
 * before its turn; its output goes to DATA_DIR/logs.
 */
export function launch({ name, command, args, cwd, env, dataDirectory, patienceMs }) {
  const log = openLog(dataDirectory, name)
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  const exited = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signalName) => resolve(signalName ?? `exit status ${code}`))
  })
  if (child.pid === undefined) return { pid: 0, identity: null, exited, stop: async () => {} }
  const reference = referTo(child.pid)
  return { ...reference, exited, stop: ({ force } = {}) => endGroup(reference, force ? 0 : patienceMs) }
}

/** Asks a program to end and, when its patience is over, kills it together with all that it started. */
export async function endGroup(reference, patienceMs) {
  if (!isRunning(reference)) return
  if (patienceMs > 0) {
    signal(reference.pid, 'SIGTERM')
    if (await until(() => !isRunning(reference), patienceMs)) return
  }
  signal(reference.pid, 'SIGKILL', { group: true })
  await until(() => !isRunning(reference), 5_000)
}

/**
 * Keeps one program running: starts it again when it dies, later each time, and calls `onGiveUp` when it
 * has died too often within a minute. `start` returns a handle with `exited` and `stop`.
 */
export function supervise({ name, start, onStarted = () => {}, onGiveUp, say }) {
  const deaths = []
  let handle = null
  let stopping = false

  let starting = null
  let begun = 0

  async function begin() {
    begun += 1
    starting = start()
    handle = await starting
    onStarted(handle)
    void watch(handle)
  }

  async function watch(watched) {
    const reason = await watched.exited
    if (stopping || handle !== watched) return
    handle = null
    const now = Date.now()
    deaths.push(now)
    const recent = deaths.filter((at) => now - at < LOOP_WINDOW_MS).length
    if (recent >= LOOP_LIMIT) {
      onGiveUp(`${name} ended ${recent} times within a minute (last: ${reason}).`)
      return
    }
    const delay = FIRST_DELAY_MS * 2 ** (recent - 1)
    say(`${name} ended (${reason}); starting it again.`)
    const before = begun
    await pause(delay)
    if (!stopping && begun === before)
      await begin().catch((error) => onGiveUp(`${name} does not start again: ${error.message}`))
  }

  return {
    begin,
    handle: () => handle,
    async stop(options) {
      stopping = true
      const current = handle ?? (await starting?.catch(() => null))
      await current?.stop(options)
    },
    async restart() {
      const former = handle
      handle = null
      await former?.stop()
      if (!stopping) await begin()
    },
  }
}
