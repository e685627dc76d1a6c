import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, ensureProjectNode } from './instance/install.mjs'
import { root } from './instance/paths.mjs'

try {
  await ensureInstalled()
  await ensureProjectNode()
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  const { runInstance } = await import('./instance/supervisor.mjs')
  process.exit(await runInstance({ development: process.argv.includes('--dev') }))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
