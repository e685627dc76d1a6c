import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, ensureProjectNode } from './instance/install.mjs'
import { root } from './instance/paths.mjs'

const NOTHING_RUNS = 3
const NEEDS_INSTANCE = new Set([join(root, 'scripts', 'job.ts')])

/** Gives the script the settings of the instance that runs for DATA_DIR; false when it has no database. */
async function adoptInstance() {
  const { readLiveRecord } = await import('./instance/record.mjs')
  const { dataDirectoryOf } = await import('./instance/data-directory.mjs')
  const environment = readLiveRecord(dataDirectoryOf(process.env))?.environment
  const given = process.env.DATABASE_URL
  if (environment && (!given || given === environment.DATABASE_URL)) {
    for (const [name, value] of Object.entries(environment)) process.env[name] ||= value
  }
  return Boolean(process.env.DATABASE_URL)
}

await ensureInstalled()
await ensureProjectNode()
process.chdir(root)
if (existsSync('.env')) process.loadEnvFile('.env')
const file = resolve(process.argv[2] ?? '')
if (NEEDS_INSTANCE.has(file) && !(await adoptInstance())) {
  process.stderr.write('Nothing runs here: start the product with `npm start`, or set DATABASE_URL.\n')
  process.exit(NOTHING_RUNS)
}
const { preloads } = await import('./instance/scripts.mjs')
for (const preload of preloads) await import(preload)
process.argv.splice(1, 2, file)
await import(pathToFileURL(file).href)
