import Module from 'node:module'
import { join } from 'node:path'

// As in the product: React's other build checks everything twice.
process.env.NODE_ENV ??= 'production'

// The renderer's part for hyphens says where it is to those who import it and not to those who require it, as
// TypeScript that runs uncompiled does. Both get the same file.
const PART = '@react-pdf/hyphenate/'
const resolve = Module._resolveFilename
Module._resolveFilename = (request, ...rest) =>
  request.startsWith(PART)
    ? join(process.cwd(), 'node_modules/@react-pdf/hyphenate/lib', `${request.slice(PART.length)}.js`)
    : resolve(request, ...rest)
