import { describe, expect, it } from 'vitest'
import { isInstalled } from './install.mjs'

const wanted = {
  packages: {
    '': { name: 'billing-center' },
    'node_modules/next': { version: '16.4.6', integrity: 'sha512-a' },
    'node_modules/fsevents': { version: '2.3.3', integrity: 'sha512-b', optional: true },
  },
}
const next = { 'node_modules/next': { version: '16.4.6', integrity: 'sha512-a' } }

describe('isInstalled', () => {
  it('is content without the optional packages of other platforms', () => {
    expect(isInstalled(wanted, { packages: next })).toBe(true)
  })

  it.each([
    ['a package is missing', { packages: {} }],
    [
      'a version differs',
      { packages: { 'node_modules/next': { version: '16.4.5', integrity: 'sha512-a' } } },
    ],
    [
      'a content differs',
      { packages: { 'node_modules/next': { version: '16.4.6', integrity: 'sha512-z' } } },
    ],
    [
      'an optional one differs',
      { packages: { ...next, 'node_modules/fsevents': { version: '2.0.0', integrity: 'sha512-b' } } },
    ],
    ['nothing was ever installed', null],
  ])('is not when %s', (_what, found) => {
    expect(isInstalled(wanted, found)).toBe(false)
  })
})
