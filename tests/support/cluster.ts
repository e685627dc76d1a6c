import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { migrateDatabase } from '@/db/migrate'
import { choosePort } from '../../scripts/instance/data-directory.mjs'
import { databaseUrl, startPostgres } from '../../scripts/instance/postgres.mjs'

export const TEMPLATE = 'billing_template'

/** A Postgres of one's own with a migrated template database, in a temporary directory. */
export type Cluster = {
  port: number
  ownerPassword: string
  appPassword: string
  stop(): Promise<void>
}

export async function startCluster(): Promise<Cluster> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'billing-test-'))
  chmodSync(dataDirectory, 0o755)
  mkdirSync(join(dataDirectory, 'logs'))
  const ownerPassword = randomBytes(16).toString('hex')
  const appPassword = randomBytes(16).toString('hex')
  const server = await startPostgres({
    dataDirectory,
    password: ownerPassword,
    choosePort: () => choosePort(undefined),
  })
  const { port } = server
  const admin = postgres(databaseUrl({ port, password: ownerPassword, database: 'postgres' }), { max: 1 })
  await admin.unsafe(`create database ${TEMPLATE}`)
  await migrateDatabase(databaseUrl({ port, password: ownerPassword, database: TEMPLATE }))
  await admin.unsafe(`alter role billing_app password '${appPassword}'`)
  await admin.end()
  return {
    port,
    ownerPassword,
    appPassword,
    async stop() {
      await server.stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}
