import { ensureInstalled, ensureProjectNode } from './instance/install.mjs'

await ensureInstalled()
await ensureProjectNode()
const { ensureBrowser } = await import('./checks/browser.mjs')
const { runPlaywright } = await import('./checks/commands.mjs')
const { runQuickChecks } = await import('./checks/quick.mjs')
const { runChecks } = await import('./checks/runner.mjs')
const { ensureBuilt } = await import('./instance/build.mjs')

await runChecks(async ({ step, scratch }) => {
  // The browser arrives over the network while the processor is busy with the rest.
  const browser = step('browser', ensureBrowser)
  const build = () => step('build', () => ensureBuilt())
  const isBuilt = await runQuickChecks({ step, scratch, meanwhile: build })
  if ((await browser) && isBuilt) await step('end-to-end tests', () => runPlaywright(scratch))
})
