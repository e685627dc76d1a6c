import { encode } from 'next-auth/jwt'
import { afterEach, expect, test, vi } from 'vitest'
import { openToken } from './open-token'
import { readClaims, SESSION_SECONDS, writeClaims } from './token'

const secret = 'a secret of this test'
const claims = { sid: 'session', userId: 'person', area: 'portal' } as const
const newToken = (maxAge = SESSION_SECONDS) => encode({ token: writeClaims(claims), secret, maxAge })

afterEach(() => vi.useRealTimers())

test('a token says the same the first time and later', async () => {
  const token = await newToken()
  for (let time = 0; time < 3; time++) expect(readClaims(await openToken({ token, secret }))).toEqual(claims)
})

test('a token that was opened is not ours any more under another secret', async () => {
  const token = await newToken()
  await openToken({ token, secret })
  await expect(openToken({ token, secret: 'another secret' })).rejects.toThrow()
})

test('a token that was opened runs out all the same', async () => {
  const token = await newToken(60)
  await openToken({ token, secret })
  vi.useFakeTimers({ now: Date.now() + 120_000, toFake: ['Date'] })
  await expect(openToken({ token, secret })).rejects.toThrow()
})

test('among very many tokens none is taken for another', async () => {
  const first = await newToken()
  await openToken({ token: first, secret })
  const other = writeClaims({ ...claims, sid: 'other' })
  for (let number = 0; number < 1_100; number++)
    await openToken({ token: await encode({ token: other, secret, maxAge: 60 }), secret })
  expect(readClaims(await openToken({ token: first, secret }))).toEqual(claims)
})

test.each([undefined, '', 'no token', 'a.b.c'])('%j opens nothing', async (token) => {
  const opened = openToken({ ...(token === undefined ? {} : { token }), secret }).catch(() => null)
  expect(await opened).toBeNull()
})
