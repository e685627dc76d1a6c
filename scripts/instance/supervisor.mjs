import { join } from 'node:path'
import { postgresAccount } from './account.mjs'
import { assemble } from './assembly.mjs'
import { openDataDirectory } from './data-directory.mjs'
import { readSettings } from './environment.mjs'
import { isHeld, tryLock } from './lock.mjs'
import { until } from './processes.mjs'
import { forgetRecord, readLiveRecord, readRecord } from './record.mjs'
import { startUp } from './start-up.mjs'
import { endGroup } from './supervise.mjs'
import { complain, say, sayRunning, surviveClosedTerminal } from './terminal.mjs'
import { stopTools } from './tools.mjs'
import { askHealth } from './web.mjs'

const JOIN_LIMIT_MS = 180_000
const ORPHAN_PATIENCE_MS = 10_000
// npm passes on the Ctrl-C that the terminal has already sent, so one press arrives twice.
const SAME_PRESS_MS = 1_000
const PARENT_LOOK_MS = 250

/**
 * Somebody else supervises this data directory: waits until that one is up, says where and returns true;
 * false when it has ended meanwhile.
 */
async function joinRunning({ dataDirectory, demo }, lock) {
  let url
  const up = async () => {
    url = readLiveRecord(dataDirectory)?.url
    return url !== undefined && ((await askHealth(url))?.ok ?? false)
  }
  let held = true
  const settled = await until(async () => !(held = isHeld(lock)) || (await up()), JOIN_LIMIT_MS, 100)
  if (!settled) {
    throw new Error(`It already runs but does not become healthy: see ${join(dataDirectory, 'logs')}.`)
  }
  if (held) sayRunning({ url, demo, already: true })
  return held
}

/** A killed supervisor leaves its programs running. Postgres is adopted, the others make way for new ones. */
async function endOrphans(dataDirectory) {
  const { web, simulators } = readRecord(dataDirectory)?.processes ?? {}
  if (web) await endGroup(web, ORPHAN_PATIENCE_MS)
  if (simulators) await endGroup(simulators, ORPHAN_PATIENCE_MS)
}

/** A SIGTERM for npm ends the shell between it and us without reaching us, so the shell is watched. */
function watchParent(onGone) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onGone()
  }, PARENT_LOOK_MS)
  timer.unref()
}

/** Resolves with the exit status when a signal, or a program that cannot be kept running, ends the instance. */
function awaitEnd(onAgain) {
  let end
  const ended = new Promise((resolve) => (end = resolve))
  let first = 0
  const press = () => {
    if (first === 0) {
      first = Date.now()
      end(0)
    } else if (Date.now() - first > SAME_PRESS_MS) onAgain()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, press)
  watchParent(press)
  const giveUp = (error) => {
    complain(error instanceof Error ? error.message : String(error))
    end(1)
  }
  process.on('uncaughtException', giveUp)
  return { ended, giveUp }
}

/** The web server first, so that nothing is asked of what is already gone; Postgres last. */
async function stopInOrder({ web, simulators, postgres }, options) {
  stopTools()
  await web.stop(options)
  await simulators?.stop(options)
  await postgres?.stop(options)
}

async function superviseUntilEnd(settings, development) {
  let instance = null
  const force = () => instance && void stopInOrder(instance.parts, { force: true })
  const { ended, giveUp } = awaitEnd(force)
  instance = assemble(settings, { development, onGiveUp: giveUp })
  let stopping = false
  const starting = startUp(instance).then(
    () => stopping || sayRunning({ url: instance.url, demo: settings.demo }),
    (error) => stopping || giveUp(error),
  )
  const status = await ended
  stopping = true
  if (Object.values(instance.parts).some((part) => part.handle())) say('Stopping …')
  await stopInOrder(instance.parts)
  await Promise.race([starting, until(() => false, 2_000)])
  return status
}

/**
 * Starts everything, keeps it running and stops it at a signal, or says where it already runs.
 * Resolves with the exit status.
 */
export async function runInstance({ development }) {
  surviveClosedTerminal()
  const settings = readSettings(process.env)
  const { dataDirectory } = settings
  const account = settings.databaseUrl ? null : postgresAccount(join(dataDirectory, 'postgres'))
  openDataDirectory(dataDirectory, account)
  const lock = join(dataDirectory, 'supervisor.lock')
  let release = await tryLock(lock)
  while (!release) {
    if (await joinRunning(settings, lock)) return 0
    release = await tryLock(lock)
  }
  try {
    await endOrphans(dataDirectory)
    const status = await superviseUntilEnd(settings, development)
    forgetRecord(dataDirectory)
    return status
  } finally {
    release()
  }
}
