import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { databaseUrl } from '../../scripts/instance/postgres.mjs'
import { plantCatalog } from './catalog'
import { startCluster, TEMPLATE } from './cluster'
import { startPooler } from './pooler'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { port: number; ownerPassword: string; appPassword: string; pooledPort?: number }
  }
}

/** One Postgres for the whole run, with a migrated template that each worker clones; behind PgBouncer if asked. */
export default async function setup(project: TestProject) {
  const { stop, ...cluster } = await startCluster()
  const url = databaseUrl({ port: cluster.port, password: cluster.ownerPassword, database: TEMPLATE })
  const owner = postgres(url, { max: 1 })
  await plantCatalog(owner)
  await owner.end()
  if (process.env['TEST_POOLER'] !== '1') {
    project.provide('cluster', cluster)
    return stop
  }
  const pooler = await startPooler(cluster)
  project.provide('cluster', { ...cluster, pooledPort: pooler.port })
  return async () => {
    await pooler.stop()
    await stop()
  }
}
