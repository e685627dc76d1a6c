import { expect, test } from 'vitest'
import { describeError } from './log'

test('an error is told by kind, code and place, never by its message', () => {
  const cause = Object.assign(new Error('Key (email)=(a@b.example) already exists'), {
    name: 'PostgresError',
    code: '23505',
    constraint_name: 'users_email_unique',
  })
  const error = new Error('Failed query: insert … params: $argon2id$secret', { cause })
  const told = describeError(error)
  expect(JSON.stringify(told)).not.toMatch(/argon2|a@b\.example|params/)
  expect(told).toMatchObject({
    kind: 'Error',
    cause: { kind: 'PostgresError', code: '23505', constraint: 'users_email_unique' },
  })
  expect(JSON.stringify(told['at'])).toContain('log.test.ts')
})

test('what is no error has a type', () =>
  expect(describeError('text with a secret')).toEqual({ kind: 'string' }))
