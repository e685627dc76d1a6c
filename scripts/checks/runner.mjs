import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settingsAmong } from '../instance/environment.mjs'
import { stopTools } from '../instance/tools.mjs'
import { sentenceOf, sum, tallyOfStep } from './tally.mjs'

/** Runs one check and prints a line about it; what it printed itself is shown only when it fails. */
async function runStep({ name, run }, tallies) {
  const begun = Date.now()
  let failure = null
  let reported
  try {
    reported = await run()
  } catch (error) {
    failure = error
    reported = error.reported
  }
  const tally = tallyOfStep(failure === null, reported)
  tallies.push(tally)
  const took = `${((Date.now() - begun) / 1000).toFixed(1)} s`
  const counted = reported ? `, ${sentenceOf(tally)}` : ''
  process.stdout.write(`${tally.failed === 0 ? '✓' : '✗'} ${name} (${took}${counted})\n`)
  if (tally.failed > 0) process.stdout.write(`${failure?.message ?? 'No test was run.'}\n\n`)
  return tally.failed === 0
}

/** Settings of the person's own instance must not reach the tests. */
function forgetSettings() {
  for (const name of Object.keys(settingsAmong(process.env))) delete process.env[name]
}

/** A directory for everything temporary, entered but not listed by the user that Postgres runs as. */
function openScratch() {
  const scratch = mkdtempSync(join(tmpdir(), 'billing-checks-'))
  chmodSync(scratch, 0o711)
  process.env.TMPDIR = scratch
  const remove = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(name, () => {
      stopTools()
      remove()
      process.exit(130)
    })
  }
  return { scratch, remove }
}

/**
 * Carries out the checks that `plan` asks for and ends the process with the sum as its last line.
 * `plan` gets `step(name, run)`, which resolves to whether that check passed, and a scratch directory.
 */
export async function runChecks(plan) {
  const tallies = []
  forgetSettings()
  const { scratch, remove } = openScratch()
  try {
    await plan({ step: (name, run) => runStep({ name, run }, tallies), scratch })
  } finally {
    remove()
  }
  const total = sum(tallies)
  process.stdout.write(`${sentenceOf(total)}\n`)
  process.exit(total.failed === 0 ? 0 : 1)
}
