import { join } from 'node:path'
import { choosePort, keepSecrets, openState } from './data-directory.mjs'
import { databaseAddresses, startEmbedded } from './database.mjs'
import { localUrl, productEnvironment } from './environment.mjs'
import { openRecord } from './record.mjs'
import { startSimulators } from './simulators.mjs'
import { supervise } from './supervise.mjs'
import { complain } from './terminal.mjs'
import { startWeb } from './web.mjs'

/**
 * The programs that an instance consists of, none of them running yet, and the environment that follows
 * from its present state. `onGiveUp` gets a sentence when one of them cannot be kept running.
 */
export function assemble(settings, { development, onGiveUp }) {
  const { dataDirectory, demo } = settings
  const secrets = keepSecrets(dataDirectory)
  const state = openState(dataDirectory)
  const record = openRecord(dataDirectory)
  const url = localUrl(settings)
  const parts = {}
  let givenToWeb = null

  function environment() {
    const database = databaseAddresses({ settings, env: process.env, secrets, state })
    const { simulatorUrl, credentials } = demo ? (state.get('simulators') ?? {}) : {}
    return productEnvironment(settings, process.env, { secrets, database, simulatorUrl, credentials })
  }

  /** When a port or key has changed beneath the web server, it has to be started anew to learn of it. */
  function tellWeb() {
    if (givenToWeb === null || givenToWeb === JSON.stringify(environment())) return
    parts.web.restart().catch((error) => onGiveUp(error.message))
  }

  function add(name, start, onStarted = () => {}) {
    const warn = (text) => complain(`${text} Logs: ${join(dataDirectory, 'logs')}`)
    const note = (handle) => {
      record.noteProcess(name, handle)
      onStarted(handle)
      tellWeb()
    }
    parts[name] = supervise({ name, start, onStarted: note, onGiveUp, say: warn })
  }

  async function startSimulatorsAtKeptPort() {
    const port = await choosePort(state.get('simulatorPort'))
    state.set('simulatorPort', port)
    return startSimulators({ dataDirectory, port })
  }

  if (!settings.databaseUrl) add('postgres', () => startEmbedded({ settings, secrets, state }))
  if (demo && !settings.simulatorUrl) {
    add('simulators', startSimulatorsAtKeptPort, ({ url: simulatorUrl, credentials }) =>
      state.set('simulators', { simulatorUrl, credentials }),
    )
  }
  add('web', async () => {
    givenToWeb = JSON.stringify(environment())
    record.note({ url, environment: environment() })
    return startWeb({ dataDirectory, environment: environment(), development })
  })
  return { settings, state, secrets, parts, environment, url, development, onGiveUp }
}
