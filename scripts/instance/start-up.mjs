import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { ensureBuilt, hashOfFiles } from './build.mjs'
import { checkEnvironment } from './check-environment.mjs'
import { isFree, writeJson } from './data-directory.mjs'
import { prepareDatabase } from './database.mjs'
import { settingsAmong } from './environment.mjs'
import { until } from './processes.mjs'
import { credentialsOf } from './simulators.mjs'
import { say } from './terminal.mjs'
import { askHealth } from './web.mjs'

const HEALTH_LIMIT_MS = 90_000

/** Holds the person's settings against the rules, once for each state of both: it takes a tenth of a second. */
async function checkSettings({ state, environment }) {
  const given = JSON.stringify([settingsAmong(process.env), hashOfFiles(['lib/env.ts'])])
  const key = createHash('sha256').update(given).digest('hex')
  if (state.get('checkedSettings') === key) return
  await checkEnvironment({ ...process.env, ...environment() })
  state.set('checkedSettings', key)
}

async function readyDatabase(instance) {
  await instance.parts.postgres?.begin()
  await prepareDatabase(instance, instance.environment(), say)
}

async function readySimulators({ settings, state, parts, onGiveUp }) {
  if (settings.simulatorUrl) {
    const credentials = await credentialsOf(settings.simulatorUrl)
    state.set('simulators', { simulatorUrl: settings.simulatorUrl, credentials })
  }
  if (!parts.simulators) return
  // Their keys of the last time are taken on trust; if they have changed, the web server starts again.
  const known = state.get('simulators')?.simulatorUrl === `http://127.0.0.1:${state.get('simulatorPort')}`
  if (known) void parts.simulators.begin().catch((error) => onGiveUp(error.message))
  else await parts.simulators.begin()
}

/** For tools that look at a demo from outside. */
function writeRuntime({ settings, environment, url }) {
  const values = environment()
  writeJson(join(settings.dataDirectory, 'runtime.json'), {
    url,
    databaseUrl: values.DATABASE_DIRECT_URL,
    simulatorUrl: values.SIMULATOR_URL,
    cronSecret: values.CRON_SECRET,
  })
}

async function awaitHealth({ settings, url }) {
  let health = null
  const healthy = async () => (health = await askHealth(url))?.ok ?? false
  if (await until(healthy, HEALTH_LIMIT_MS)) return
  const logs = join(settings.dataDirectory, 'logs')
  throw new Error(`The product does not become healthy (${health?.text ?? 'no answer'}): see ${logs}.`)
}

/**
 * Brings an assembled instance up and returns when the product is healthy. What does not depend on each
 * other happens at the same time. Throws a sentence for the user.
 */
export async function startUp(instance) {
  const { settings, parts, development } = instance
  await checkSettings(instance)
  if (!(await isFree(settings.port, settings.host))) {
    throw new Error(`Port ${settings.port} is taken by another program. Set PORT to a free one.`)
  }
  const build = development ? null : ensureBuilt(say)
  await Promise.all([readyDatabase(instance), readySimulators(instance), build])
  if (settings.demo) writeRuntime(instance)
  await parts.web.begin()
  await awaitHealth(instance)
}
