import postgres from 'postgres'
import { databaseUrl } from '../scripts/instance/postgres.mjs'
import { plantCatalog } from '@/tests/support/catalog'
import { startCluster, TEMPLATE } from '@/tests/support/cluster'
import { plantHistory } from './history'

export type BenchDatabase = {
  owner: postgres.Sql
  /** The address the product logs in with; its role owns nothing. */
  appUrl: string
  ownerUrl: string
  accounts: readonly string[]
  drop(): Promise<void>
}

/** A database of the measurement's own, with history, to which this process's environment points from now on. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const cluster = await startCluster()
  const { port, ownerPassword, appPassword } = cluster
  const admin = postgres(databaseUrl({ port, password: ownerPassword, database: 'postgres' }), { max: 1 })
  await admin.unsafe(`create database bench template ${TEMPLATE}`)
  await admin.end()
  const ownerUrl = databaseUrl({ port, password: ownerPassword, database: 'bench' })
  const appUrl = databaseUrl({ port, user: 'billing_app', password: appPassword, database: 'bench' })
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
  await plantCatalog(owner)
  const accounts = await plantHistory(owner)
  Object.assign(process.env, {
    DEMO: '1',
    DATABASE_URL: appUrl,
    DATABASE_DIRECT_URL: ownerUrl,
    NEXTAUTH_SECRET: 'a key of the measurement that opens nothing at all, 5c81',
    CRON_SECRET: 'another key of the measurement, as harmless as that, 2d07',
  })
  return {
    owner,
    appUrl,
    ownerUrl,
    accounts,
    async drop() {
      await owner.end()
      await cluster.stop()
    },
  }
}
