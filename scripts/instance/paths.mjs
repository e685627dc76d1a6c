import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '')

/** The Node that the project brings along; newer than what many machines have. */
export const projectNode = join(root, 'node_modules', 'node', 'bin', 'node')

const require = createRequire(join(root, 'package.json'))

/** The script behind a package's command, so that it can be run by our own Node without npx. */
export function commandOf(packageName, command = packageName) {
  const manifestPath = join(root, 'node_modules', packageName, 'package.json')
  const { bin } = require(manifestPath)
  return join(root, 'node_modules', packageName, typeof bin === 'string' ? bin : bin[command])
}

/** Directory for locks and stamps of the checkout itself; `next build` keeps it and git ignores it. */
export const checkoutState = join(root, '.next', 'cache')
