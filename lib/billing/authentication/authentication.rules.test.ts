import { describe, expect, test } from 'vitest'
import {
  authenticationLife,
  doubtsOf,
  isSameName,
  standingOf,
  tidyName,
  tidyPersonName,
  type AuthenticationStatus,
} from './authentication.rules'

const GOOD = '91330100799655058B'
/** Passes its own check; the organisation code inside does not. */
const DOUBTFUL = '91110000MA0000001L'

describe('the life of a submission', () => {
  test.each([
    ['under-review', 'approve', 'authenticated'],
    ['under-review', 'reject', 'rejected'],
    ['under-review', 'replace', null],
    ['authenticated', 'approve', null],
    ['authenticated', 'reject', null],
    ['authenticated', 'replace', 'replaced'],
    ['rejected', 'approve', null],
    ['rejected', 'reject', null],
    ['rejected', 'replace', null],
    ['replaced', 'approve', null],
    ['replaced', 'reject', null],
    ['replaced', 'replace', null],
  ] as const)('%s, %s: %s', (from, verb, to) => {
    expect(authenticationLife.next(verb, from)).toBe(to)
    expect(authenticationLife.can(verb, from)).toBe(to !== null)
  })
})

describe('what a reviewer should look at twice', () => {
  const former = { legalName: '杭州云杉科技有限公司', taxpayerId: GOOD }

  test.each([
    ['nothing', { legalName: '杭州云杉科技有限公司', taxpayerId: GOOD }, null, []],
    [
      'a number whose inner code fails',
      { legalName: '杭州云杉科技有限公司', taxpayerId: DOUBTFUL },
      null,
      ['organisation-code'],
    ],
    [
      'a rare character',
      { legalName: '杭州𬭎云科技有限公司', taxpayerId: GOOD },
      null,
      ['outside-gbk', 'not-account-name'],
    ],
    [
      'a name the account was not opened with',
      { legalName: '云杉（杭州）科技', taxpayerId: GOOD },
      null,
      ['not-account-name'],
    ],
    [
      'another number in a renewal',
      { legalName: '杭州云杉科技有限公司', taxpayerId: '91440300MA5GLBX726' },
      former,
      ['other-number'],
    ],
    ['a person', { legalName: '杭州云杉科技有限公司', taxpayerId: null }, null, []],
  ] as const)('%s', (_what, claim, inForce, expected) => {
    expect(doubtsOf(claim, '杭州云杉科技有限公司', inForce)).toEqual(expected)
  })
})

test.each([
  ['环球贸易（深圳）有限公司', '环球贸易(深圳) 有限公司', true],
  ['Globex 环球贸易', 'ＧＬＯＢＥＸ环球贸易', true],
  ['杭州云杉科技有限公司', '杭州云杉科技股份有限公司', false],
])('%j and %j read the same: %s', (one, other, same) => {
  expect(isSameName(one, other)).toBe(same)
})

test.each([
  ['  杭州云杉\u200B科技\r\n有限公司\u3000', '杭州云杉科技 有限公司'],
  ['\u202E杭州云杉\u0000', '杭州云杉'],
  ['环球贸易（深圳）', '环球贸易（深圳）'],
])('the pasted name %j is kept as %j', (typed, kept) => {
  expect(tidyName(typed)).toBe(kept)
})

test('the dot in a personal name is the one of identity cards', () => {
  for (const dot of ['•', '‧', '∙', '・', '·'])
    expect(tidyPersonName(`阿依古丽${dot}买买提`)).toBe('阿依古丽·买买提')
})

test.each([
  [[], 'not-submitted', null, null, null],
  [['under-review'], 'under-review', null, 0, null],
  [['authenticated'], 'authenticated', 0, null, null],
  [['rejected'], 'rejected', null, null, 0],
  [['under-review', 'rejected'], 'under-review', null, 0, null],
  [['under-review', 'authenticated'], 'authenticated', 1, 0, null],
  [['rejected', 'authenticated', 'replaced'], 'authenticated', 1, null, 0],
  [['authenticated', 'rejected', 'replaced'], 'authenticated', 0, null, null],
] as const)('after %j an account is %s', (statuses, standing, inForce, open, rejected) => {
  const submissions = statuses.map((status: AuthenticationStatus) => ({ status }))
  const at = (position: number | null) => (position === null ? null : submissions[position])
  const found = standingOf(submissions)
  expect(found.standing).toBe(standing)
  expect([found.inForce, found.open, found.rejected]).toEqual([at(inForce), at(open), at(rejected)])
})
