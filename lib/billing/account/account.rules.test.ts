import { expect, test } from 'vitest'
import { accountNameOf, passwordProblem } from './account.rules'

test.each([
  ['Demo-pass-2026', null],
  ['十个字的中文密码也可以', null],
  ['short-pw1', 'password-too-short'],
  ['😀😀😀😀😀😀😀😀😀', 'password-too-short'],
  ['aaaaaaaaaaaaaa', 'password-too-plain'],
  ['abcdabcdabcd', 'password-too-plain'],
  ['Long.Person@firm.example', 'password-too-plain'],
  ['LONG.PERSON', 'password-too-plain'],
  [`${'abcdefghij'.repeat(12)}12345678`, null],
  [`${'abcdefghij'.repeat(12)}123456789`, 'password-too-long'],
])('the password %j has the problem %s', (password, problem) => {
  expect(passwordProblem(password, 'long.person@firm.example')).toBe(problem)
})

test('an account is called after the company, or after the individual', () => {
  const who = { name: '李雷', accountName: '云杉科技' }
  expect(accountNameOf({ ...who, kind: 'enterprise' })).toBe('云杉科技')
  expect(accountNameOf({ ...who, kind: 'individual' })).toBe('李雷')
})
