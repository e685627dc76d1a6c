import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { checkoutState, commandOf, root } from './paths.mjs'
import { runTool } from './tools.mjs'

const SOURCES = [
  'app',
  'components',
  'lib',
  'db',
  'messages',
  'public',
  'middleware.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
]
// The build itself may complete this file, so it is looked at when the build is over.
const COMPLETED = ['tsconfig.json']

const stamp = join(root, '.next', 'built-sources')

function filesUnder(path) {
  const status = statSync(path, { throwIfNoEntry: false })
  if (!status) return []
  if (status.isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
}

/** One hash over names and contents of the files below the given places; tests do not count. */
export function hashOfFiles(places, base = root) {
  const hash = createHash('sha256')
  for (const file of places.flatMap((place) => filesUnder(join(base, place)))) {
    if (/\.test\.tsx?$/.test(file)) continue
    hash
      .update(`${file.slice(base.length)}\0`)
      .update(createHash('sha256').update(readFileSync(file)).digest())
  }
  return hash.digest('hex')
}

function isBuilt(sources) {
  if (!existsSync(join(root, '.next', 'BUILD_ID')) || !existsSync(stamp)) return false
  return readFileSync(stamp, 'utf8') === `${sources} ${hashOfFiles(COMPLETED)}`
}

function runBuild() {
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  return runTool({
    name: 'next build',
    command: process.execPath,
    args: [commandOf('next'), 'build'],
    options: { cwd: root, env },
  })
}

/**
 * Builds for production unless the present build was made from the same sources. The stamp is taken away
 * before and written after, so an interrupted build is not mistaken for a whole one.
 */
export async function ensureBuilt(say = () => {}) {
  if (isBuilt(hashOfFiles(SOURCES))) return
  const wait = () => say('Waiting for another build of this checkout …')
  await withLock(
    join(checkoutState, 'build.lock'),
    async () => {
      const sources = hashOfFiles(SOURCES)
      if (isBuilt(sources)) return
      say('Building …')
      rmSync(stamp, { force: true })
      await runBuild()
      writeFileSync(stamp, `${sources} ${hashOfFiles(COMPLETED)}`)
    },
    wait,
  )
}
