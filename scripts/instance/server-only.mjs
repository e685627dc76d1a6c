import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './paths.mjs'

// The package throws outside a React server build; scripts run the same code in plain Node.
const empty = pathToFileURL(join(root, 'node_modules', 'server-only', 'empty.js')).href

registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'server-only' ? empty : specifier, context),
})
