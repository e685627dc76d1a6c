import { runVitest, tool } from './commands.mjs'

const CRUISED = ['app', 'components', 'lib', 'db', 'simulators']

/**
 * The checks of `npm run verify`. Those that read the sources only share the cores with each other, and with what
 * `meanwhile` does once the compiler no longer needs the generated types.
 */
export async function runQuickChecks({ step, scratch, meanwhile = async () => undefined }) {
  // Types of routes are generated; the compiler and the linter both read them.
  await step('route types', () => tool('next', 'next', ['typegen']))
  const compile = async () => {
    await step('types', () => tool('typescript', 'tsc', ['--noEmit']))
    await step('architecture', () =>
      tool('dependency-cruiser', 'depcruise', ['--config', '.dependency-cruiser.cjs', ...CRUISED]),
    )
    await step('dead code', () => tool('knip', 'knip', []))
    return meanwhile()
  }
  const read = async () => {
    await step('format', () => tool('prettier', 'prettier', ['--check', '.']))
    await step('lint', () => tool('eslint', 'eslint', ['.', '--max-warnings=0']))
  }
  const [done] = await Promise.all([compile(), read()])
  await step('unit and database tests', () => runVitest(scratch))
  return done
}
