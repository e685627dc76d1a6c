import { describe, expect, test } from 'vitest'
import { pathWithin, safePath } from './safe-path'

describe('a path to go back to', () => {
  test.each([
    ['/orders', '/orders'],
    ['/orders?page=older_1_x&status=paid', '/orders?page=older_1_x&status=paid'],
    ['/orders/../funds', '/funds'],
    ['/resources/认证', '/resources/%E8%AE%A4%E8%AF%81'],
    ['/#top', '/#top'],
  ])('%j is taken', (wanted, path) => expect(safePath(wanted, '/home')).toBe(path))

  test.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/a/..//evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    'orders',
    '',
    `/${'a'.repeat(3000)}`,
    null,
    undefined,
    7,
    ['/orders'],
  ])('%j is refused', (wanted) => expect(safePath(wanted, '/home')).toBe('/home'))
})

describe('an address of this product', () => {
  const origin = 'http://127.0.0.1:3000'
  test.each([
    ['http://127.0.0.1:3000/orders?x=1', '/orders?x=1'],
    ['/orders', '/orders'],
    ['http://127.0.0.1:3001/orders', '/home'],
    ['https://127.0.0.1:3000/orders', '/home'],
    ['http://127.0.0.1:3000.evil.example/', '/home'],
    ['//evil.example', '/home'],
    ['nonsense', '/home'],
    [null, '/home'],
  ])('%j leads to %j', (address, path) => expect(pathWithin(address, origin, '/home')).toBe(path))
})
