import { expect, test } from 'vitest'
import { isOwnOrigin } from './own-origin'

test.each([
  [{ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true],
  [{ origin: 'https://billing.example', host: 'inside:3000', 'x-forwarded-host': 'billing.example' }, true],
  [{ origin: 'http://127.0.0.1:3001', host: '127.0.0.1:3000' }, false],
  [{ origin: 'https://evil.example', host: '127.0.0.1:3000' }, false],
  [{ origin: 'https://billing.example.evil.example', host: 'billing.example' }, false],
  [{ origin: 'null', host: '127.0.0.1:3000' }, false],
  [{ host: '127.0.0.1:3000' }, false],
])('a request with %j is our own: %s', (headers, own) => {
  expect(isOwnOrigin(new Headers(headers as Record<string, string>))).toBe(own)
})
