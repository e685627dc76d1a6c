import { ensureInstalled, ensureProjectNode } from './instance/install.mjs'

await ensureInstalled()
await ensureProjectNode()
const { runQuickChecks } = await import('./checks/quick.mjs')
const { runChecks } = await import('./checks/runner.mjs')
await runChecks(runQuickChecks)
