import { hashOfFiles } from './build.mjs'
import { choosePort } from './data-directory.mjs'
import { databaseUrl, ensureDatabase, startPostgres } from './postgres.mjs'
import { runScript } from './scripts.mjs'

const SEEN_SCHEMA = ['db/migrations', 'db/migrate.ts', 'scripts/migrate.ts']

/**
 * The addresses of the database: the owner's, and the one that the product signs in with. Those of the
 * embedded one follow its port, which is settled when it has started.
 */
export function databaseAddresses({ settings, env, secrets, state }) {
  if (settings.databaseUrl) {
    return { app: settings.databaseUrl, owner: env.DATABASE_DIRECT_URL || settings.databaseUrl }
  }
  const port = state.get('postgresPort') ?? 0
  return {
    owner: databaseUrl({ port, password: secrets.ownerPassword }),
    app: databaseUrl({ port, password: secrets.appPassword, user: 'billing_app' }),
  }
}

/** Starts or adopts the embedded server and keeps its port for the next time. */
export async function startEmbedded({ settings, secrets, state }) {
  const handle = await startPostgres({
    dataDirectory: settings.dataDirectory,
    password: secrets.ownerPassword,
    choosePort: () => choosePort(state.get('postgresPort')),
  })
  state.set('postgresPort', handle.port)
  return handle
}

/**
 * Brings schema and demo data up to date. Stamps in the data directory spare the embedded database
 * both when nothing has changed; somebody's own database is always looked at.
 */
export async function prepareDatabase({ settings, state, secrets }, environment, say) {
  const embedded = settings.databaseUrl === null
  const schema = hashOfFiles(SEEN_SCHEMA)
  if (!embedded || state.get('schema') !== schema) {
    say('Preparing the database …')
    if (embedded) await ensureDatabase({ port: state.get('postgresPort'), password: secrets.ownerPassword })
    const password = embedded ? { BILLING_APP_PASSWORD: secrets.appPassword } : {}
    await runScript('scripts/migrate.ts', { ...environment, ...password })
    if (embedded) state.set('schema', schema)
  }
  // Without the demo the seed writes what the product cannot be without: a policy, its seller, an agreement.
  if (!(embedded && state.get('seeded'))) {
    if (settings.demo) say('Loading demo data …')
    await runScript('scripts/seed.ts', environment)
    if (embedded) state.set('seeded', true)
  }
}
