import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { settingsAmong } from '../scripts/instance/environment.mjs'
import { databaseUrl } from '../scripts/instance/postgres.mjs'
import { plantCatalog } from '@/tests/support/catalog'
import { startCluster, TEMPLATE } from '@/tests/support/cluster'
import { atEnd } from './at-end'
import { plantHistory } from './history'

export type BenchDatabase = {
  owner: postgres.Sql
  /** The address the product logs in with; its role owns nothing. */
  appUrl: string
  ownerUrl: string
  accounts: readonly string[]
  /** For logs and for whatever else the figure writes; goes with the database. */
  directory: string
}

/**
 * A database of the measurement's own, to which this process's environment points from now on; with history, unless
 * the figure brings a long one of its own.
 */
export async function openBenchDatabase({ history = true } = {}): Promise<BenchDatabase> {
  const directory = openDirectory()
  const cluster = await startCluster()
  atEnd(() => cluster.stop())
  const { port, ownerPassword, appPassword } = cluster
  const admin = postgres(databaseUrl({ port, password: ownerPassword, database: 'postgres' }), { max: 1 })
  await admin.unsafe(`create database bench template ${TEMPLATE}`)
  await admin.end()
  const ownerUrl = databaseUrl({ port, password: ownerPassword, database: 'bench' })
  const appUrl = databaseUrl({ port, user: 'billing_app', password: appPassword, database: 'bench' })
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
  atEnd(() => owner.end())
  await plantCatalog(owner)
  const accounts = history ? await plantHistory(owner) : []
  // Settings of the one who measures must not reach what is measured.
  for (const name of Object.keys(settingsAmong(process.env))) delete process.env[name]
  Object.assign(process.env, {
    DEMO: '1',
    DATABASE_URL: appUrl,
    DATABASE_DIRECT_URL: ownerUrl,
    NEXTAUTH_SECRET: 'a key of the measurement that opens nothing at all, 5c81',
    CRON_SECRET: 'another key of the measurement, as harmless as that, 2d07',
    PERSONAL_DATA_KEY: 'the third key of the measurement, which seals nothing, 8f4a',
  })
  return { owner, appUrl, ownerUrl, accounts, directory }
}

/** A temporary directory open to all: Postgres runs as another account than root and has to come through. */
export function openDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'billing-bench-'))
  atEnd(async () => rmSync(directory, { recursive: true, force: true }))
  chmodSync(directory, 0o755)
  mkdirSync(join(directory, 'logs'))
  return directory
}
