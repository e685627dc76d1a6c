import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './paths.mjs'

/**
 * Holds the environment of the product against the rules of lib/env.ts, the file that the product itself
 * reads it with. Throws its EnvironmentError.
 */
export async function checkEnvironment(environment) {
  const file = pathToFileURL(join(root, 'lib', 'env.ts')).href
  // Naming the format spares Node the guess, and the terminal a warning about it.
  const hooks = registerHooks({
    load: (url, context, next) =>
      next(url, url === file ? { ...context, format: 'module-typescript' } : context),
  })
  try {
    const { readEnv } = await import(file)
    readEnv(environment)
  } finally {
    hooks.deregister()
  }
}
