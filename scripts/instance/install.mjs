import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { withLock } from './lock.mjs'
import { checkoutState, projectNode, root } from './paths.mjs'

// The majors of the tools that the project uses need Node 22; types are stripped natively from 24 on.
const NEEDED_MAJOR = 24

const lockfile = join(root, 'package-lock.json')
const stamp = join(root, 'node_modules', '.installed-lockfile')

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/**
 * Compares package-lock.json with the record that npm leaves in node_modules.
 * Packages of other platforms may be missing; everything else must be there in the locked version.
 */
export function isInstalled(wanted, found) {
  if (!wanted?.packages || !found?.packages) return false
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '') return true
    const installed = found.packages[path]
    if (!installed) return entry.optional === true
    return installed.version === entry.version && installed.integrity === entry.integrity
  })
}

function lockfileHash() {
  return createHash('sha256').update(readFileSync(lockfile)).digest('hex')
}

function installationIsCurrent() {
  if (!existsSync(projectNode)) return false
  const hash = lockfileHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true
  if (!isInstalled(readJson(lockfile), readJson(join(root, 'node_modules', '.package-lock.json'))))
    return false
  writeFileSync(stamp, hash)
  return true
}

/** npm must not run under the very Node that it is about to replace, nor inherit `npm run --silent`. */
function environmentForNpm() {
  const env = { ...process.env }
  delete env.npm_config_loglevel
  delete env.npm_config_json
  env.PATH = (env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.startsWith(join(root, 'node_modules')))
    .join(delimiter)
  return env
}

function runNpm() {
  return new Promise((resolve, reject) => {
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    const npm = spawn('npm', args, {
      cwd: root,
      env: environmentForNpm(),
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    })
    npm.on('error', reject)
    npm.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`npm ci failed with exit status ${code}.`))
    })
  })
}

/** Installs the packages when they are missing or package-lock.json has changed. Writes to stderr only. */
export async function ensureInstalled() {
  if (installationIsCurrent()) return
  await withLock(join(checkoutState, 'install.lock'), async () => {
    if (installationIsCurrent()) return
    process.stderr.write('Installing packages …\n')
    await runNpm()
    writeFileSync(stamp, lockfileHash())
  })
}

/**
 * Runs the same script again under the project's Node when the present one is too old, and ends this
 * process with its result. Returns at once when there is nothing to do.
 */
export async function ensureProjectNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return
  const child = spawn(projectNode, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' })
  // A terminal sends Ctrl-C to both processes, so only the signals sent to this one alone are passed on.
  process.on('SIGINT', () => {})
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name))
  await new Promise((_resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signalName) => {
      if (signalName) process.removeAllListeners(signalName)
      if (signalName) process.kill(process.pid, signalName)
      process.exit(code ?? 1)
    })
  })
}
