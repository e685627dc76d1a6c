import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { choosePort } from '../scripts/instance/data-directory.mjs'
import { settingsAmong } from '../scripts/instance/environment.mjs'
import { atEnd } from './at-end'

const run = promisify(execFile)
const NEXT = 'node_modules/next/dist/bin/next'
const LIMIT_MS = 60_000

const EVERY_APP = {
  'next.config.js': `module.exports = { turbopack: { root: __dirname } }\n`,
  'app/layout.jsx': `export default function Layout({ children }) { return <html><body>{children}</body></html> }\n`,
}

/** This process's environment without settings of the product, npm's included. */
export function cleanEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env }
  for (const name of Object.keys(env)) if (name.startsWith('npm_')) delete env[name]
  for (const name of Object.keys(settingsAmong(env))) delete env[name]
  return Object.assign(env, { NEXT_TELEMETRY_DISABLED: '1' }, extra)
}

/** Builds a Next app of these files, with our own packages and nothing of ours; says where it lies. */
export async function buildBare(directory: string, files: Readonly<Record<string, string>>): Promise<string> {
  const root = process.cwd()
  const cwd = join(directory, 'bare')
  for (const [path, text] of Object.entries({ ...EVERY_APP, ...files })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
  // Linked file by file rather than as a whole: the bundler follows no link that leads out of its root.
  await run('cp', ['-al', join(root, 'node_modules'), join(cwd, 'node_modules')]).catch(() =>
    symlinkSync(join(root, 'node_modules'), join(cwd, 'node_modules')),
  )
  await run(process.execPath, [NEXT, 'build'], { cwd, env: cleanEnvironment({ NODE_ENV: 'production' }) })
  return cwd
}

/** Serves what was built and says where, once it answers there. */
export async function serveBare(cwd: string, settings: Readonly<Record<string, string>>): Promise<string> {
  const port = String(await choosePort(undefined))
  const log = join(cwd, 'server.log')
  const output = openSync(log, 'a')
  const child = spawn(process.execPath, [NEXT, 'start', '-p', port, '-H', '127.0.0.1'], {
    cwd,
    env: cleanEnvironment({ NODE_ENV: 'production', ...settings }),
    stdio: ['ignore', output, output],
  })
  atEnd(() => endProcess(child))
  const url = `http://127.0.0.1:${port}`
  for (const start = performance.now(); performance.now() - start < LIMIT_MS; await setTimeout(50)) {
    if (child.exitCode !== null) break
    if ((await fetch(url).catch(() => null))?.ok) return url
  }
  throw new Error(`the bare server does not answer: ${readFileSync(log, 'utf8').slice(-2_000)}`)
}

/** Asks a program to end and waits until it has. */
export async function endProcess(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  if (child.exitCode === null && child.signalCode === null && child.kill('SIGTERM')) await ended
}
