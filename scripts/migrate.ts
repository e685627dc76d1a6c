import postgres from 'postgres'
import { migrateDatabase } from '@/db/migrate'

const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'CONNECT_TIMEOUT'])

/** The embedded database's login role gets its generated password here; in one's own the owner sets it. */
async function setAppPassword(directUrl: string, password: string) {
  if (!/^[0-9a-f]{32,}$/.test(password)) throw new Error('BILLING_APP_PASSWORD must be a generated one.')
  const sql = postgres(directUrl, { max: 1, onnotice: () => undefined })
  try {
    // ALTER ROLE takes no parameters, hence the strict form of the password above.
    await sql.unsafe(`ALTER ROLE billing_app LOGIN PASSWORD '${password}'`)
  } finally {
    await sql.end()
  }
}

async function main() {
  const directUrl = process.env['DATABASE_DIRECT_URL'] ?? process.env['DATABASE_URL']
  if (!directUrl) throw new Error('DATABASE_DIRECT_URL or DATABASE_URL must be set.')
  await migrateDatabase(directUrl)
  const password = process.env['BILLING_APP_PASSWORD']
  if (password) await setAppPassword(directUrl, password)
}

main().catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  console.error(UNREACHABLE.has(code) ? `The database does not answer (${code}). Is it running?` : error)
  process.exitCode = 1
})
