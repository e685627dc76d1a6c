import { describe, expect, test } from 'vitest'
import { parseInput } from '@/lib/command/parse-input'
import { InvalidInput } from '@/lib/kernel/refusal'
import { mailedLinkForm, signInForm, signUpForm } from './account.input'

const good = {
  email: 'a@b.example',
  name: '李雷',
  kind: 'enterprise',
  accountName: '云杉',
  password: 'Demo-pass-2026',
}

function problemsOf(schema: Parameters<typeof parseInput>[0], raw: unknown) {
  try {
    parseInput(schema, raw)
    return {}
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields
    throw error
  }
}

describe('an e-mail address', () => {
  test('is kept without spaces around it and in lower case', () => {
    expect(parseInput(mailedLinkForm, { email: '  Owner@ACME.example ' })).toEqual({
      email: 'owner@acme.example',
    })
  })
  test.each(['owner', 'owner@', '@acme.example', 'a b@acme.example', 'a@b', 'a@b.example\nBcc: c@d.example'])(
    'is not %j',
    (email) => expect(problemsOf(mailedLinkForm, { email })).toEqual({ email: 'email-invalid' }),
  )
  test('is needed', () => expect(problemsOf(mailedLinkForm, { email: ' ' })).toEqual({ email: 'required' }))
})

describe('the sign-up form', () => {
  test('names every missing field', () => {
    expect(problemsOf(signUpForm, {})).toEqual({
      email: 'required',
      name: 'required',
      kind: 'account-kind-required',
      password: 'required',
    })
  })
  test.each([
    [{ name: ' ' }, { name: 'name-required' }],
    [{ name: 'x'.repeat(101) }, { name: 'name-too-long' }],
    [{ name: 'a\r\nb' }, { name: 'name-invalid' }],
    [{ name: 'a\u202eb' }, { name: 'name-invalid' }],
    [{ kind: 'charity' }, { kind: 'account-kind-required' }],
    [{ accountName: '  ' }, { accountName: 'company-name-required' }],
    [
      { accountName: '', name: '' },
      { accountName: 'company-name-required', name: 'name-required' },
    ],
    [{ password: 'short' }, { password: 'password-too-short' }],
    [{ password: good.email }, { password: 'password-too-plain' }],
  ])('with %j answers %j', (change, problems) => {
    expect(problemsOf(signUpForm, { ...good, ...change })).toEqual(problems)
  })
  test('asks an individual for no company', () => {
    expect(parseInput(signUpForm, { ...good, kind: 'individual', accountName: undefined })).toMatchObject({
      accountName: '',
    })
  })
})

test('signing in does not tell which passwords a new one would have to be', () => {
  expect(parseInput(signInForm, { email: good.email, password: 'x' }).password).toBe('x')
})
