import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { databaseUrl } from '../../scripts/instance/postgres.mjs'
import { plantCatalog } from './catalog'
import { startCluster, TEMPLATE } from './cluster'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { port: number; ownerPassword: string; appPassword: string }
  }
}

/** One Postgres for the whole run, with a migrated template that each worker clones. */
export default async function setup(project: TestProject) {
  const { stop, ...cluster } = await startCluster()
  const url = databaseUrl({ port: cluster.port, password: cluster.ownerPassword, database: TEMPLATE })
  const owner = postgres(url, { max: 1 })
  await plantCatalog(owner)
  await owner.end()
  project.provide('cluster', cluster)
  return stop
}
