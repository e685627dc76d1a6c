import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './paths.mjs'
import { runTool } from './tools.mjs'

/** What makes Node run TypeScript, with `@/` for the root and `server-only` as an empty module. */
export const preloads = [
  pathToFileURL(join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href,
  new URL('./server-only.mjs', import.meta.url).href,
]

/** Node's arguments for running a TypeScript file in one process. */
export function typescriptArguments(file) {
  return [...preloads.flatMap((preload) => ['--import', preload]), file]
}

/** Runs one of this project's scripts to its end; what it printed becomes the error when it fails. */
export async function runScript(file, env) {
  if (!existsSync(join(root, file))) throw new Error(`${file} is missing.`)
  await runTool({
    name: file,
    command: process.execPath,
    args: typescriptArguments(join(root, file)),
    options: { cwd: root, env: { ...process.env, ...env } },
  })
}
