import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf, root } from '../instance/paths.mjs'
import { runTool } from '../instance/tools.mjs'
import { tallyOfPlaywright, tallyOfVitest } from './tally.mjs'

/** Runs a package's command from node_modules by our own Node; rejects with what it printed. */
export async function tool(packageName, command, args, env = {}) {
  await runTool({
    name: command,
    command: process.execPath,
    args: [commandOf(packageName, command), ...args],
    options: { cwd: root, env: { ...process.env, ...env } },
  })
}

/** Runs a test runner and reads its report, also when it fails: then the report goes with the error. */
async function counted(run, file, tallyOf) {
  const readReport = () => {
    try {
      return tallyOf(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return null
    }
  }
  try {
    await run()
  } catch (error) {
    throw Object.assign(error, { reported: readReport() })
  }
  return readReport()
}

export function runVitest(scratch) {
  const file = join(scratch, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return counted(() => tool('vitest', 'vitest', args), file, tallyOfVitest)
}

export function runPlaywright(scratch) {
  const file = join(scratch, 'playwright.json')
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const args = ['test', '--reporter=list,json']
  return counted(() => tool('@playwright/test', 'playwright', args, env), file, tallyOfPlaywright)
}
