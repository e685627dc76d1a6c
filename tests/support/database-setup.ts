import postgres from 'postgres'
import { afterAll, inject } from 'vitest'
import { databaseUrl } from '../../scripts/instance/postgres.mjs'
import { TEMPLATE } from './cluster'
import { asOnTheFirstDay } from './first-day'

const { port, ownerPassword, appPassword, pooledPort } = inject('cluster')
const database = `billing_test_${process.env['VITEST_POOL_ID'] ?? '0'}`

const admin = postgres(databaseUrl({ port, password: ownerPassword, database: 'postgres' }), { max: 1 })
const [there] = await admin`select from pg_database where datname = ${database}`
// Two workers may ask for a clone at once, and a template must have no other user meanwhile.
if (!there) {
  await admin`select pg_advisory_lock(1)`
  await admin.unsafe(`create database ${database} template ${TEMPLATE}`)
}
await admin.end()
await asOnTheFirstDay(databaseUrl({ port, password: ownerPassword, database }))

process.env['DEMO'] = '1'
const appUrl = (at: number) => databaseUrl({ port: at, user: 'billing_app', password: appPassword, database })
process.env['DATABASE_URL'] = pooledPort ? `${appUrl(pooledPort)}?pgbouncer=true` : appUrl(port)
process.env['DATABASE_DIRECT_URL'] = databaseUrl({ port, password: ownerPassword, database })
process.env['NEXTAUTH_SECRET'] = 'a secret of the tests that nobody else has, 7f3a'
process.env['CRON_SECRET'] = 'another secret of the tests, for the scheduler, 91bd'
process.env['PERSONAL_DATA_KEY'] = 'a third one, for what identity cards say, 60ec'

/** After each file of tests the books must balance, whatever the file did. */
afterAll(async () => {
  const { verifyBooks } = await import('@/lib/billing/settlement/verify-books.job')
  const { closeDatabase } = await import('@/db/client')
  const { differences } = await verifyBooks()
  await closeDatabase()
  if (differences.length > 0) throw new Error(`the books do not balance: ${JSON.stringify(differences)}`)
})
