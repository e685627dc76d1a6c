import { decode, encode } from 'next-auth/jwt'
import { expect, test } from 'vitest'
import { cookieName, publicPort, readClaims, SESSION_SECONDS, writeClaims } from './token'

const claims = { sid: 'session', userId: 'person', area: 'portal' } as const

test('claims survive the token that next-auth makes of them', async () => {
  const secret = 'a secret of this test'
  const token = await encode({ token: writeClaims(claims), secret, maxAge: SESSION_SECONDS })
  expect(readClaims(await decode({ token, secret }))).toEqual(claims)
  await expect(decode({ token, secret: 'another secret' })).rejects.toThrow()
})

test('the token carries nothing but session, person and side', () => {
  expect(writeClaims(claims)).toEqual({ sid: 'session', sub: 'person', area: 'portal' })
})

test.each([
  null,
  {},
  { sub: 'person' },
  { sub: 'person', sid: 7, area: 'portal' },
  { sub: 'person', sid: 'session', area: 'root' },
])('%j is no token of ours', (token) => expect(readClaims(token)).toBeNull())

test.each([
  ['https://billing.test', '443'],
  ['http://127.0.0.1:3000', '3000'],
  ['http://localhost', '80'],
])('%s is seen at port %s', (address, port) => expect(publicPort(address)).toBe(port))

test('instances with different ports have different cookies', () => {
  expect(cookieName('session', 3000)).toBe('bc-session-3000')
  expect(cookieName('session', '3001')).not.toBe(cookieName('session', '3000'))
})
