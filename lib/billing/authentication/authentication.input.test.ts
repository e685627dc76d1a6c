import { describe, expect, test } from 'vitest'
import { parseInput } from '@/lib/command/parse-input'
import { newId } from '@/lib/kernel/id'
import { InvalidInput } from '@/lib/kernel/refusal'
import { rejectAuthenticationInput, submitAuthenticationInput } from './authentication.input'

const authenticationId = newId()
const company = {
  kind: 'enterprise',
  authenticationId,
  legalName: '杭州云杉科技有限公司',
  taxpayerId: '91330100799655058B',
  licenceId: newId(),
}
const person = { kind: 'individual', authenticationId, legalName: '李雷', idNumber: '11010519491231002X' }

function problemsOf(fields: unknown): Record<string, string> {
  try {
    parseInput(submitAuthenticationInput, fields)
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields
    throw error
  }
  return {}
}

test('what was pasted is kept without what was typed between', () => {
  const pasted = {
    ...company,
    legalName: ' 杭州云杉\u200B科技有限公司\n',
    taxpayerId: '９１３３０１００ 7996-5505 8b',
  }
  expect(parseInput(submitAuthenticationInput, pasted)).toEqual(company)
  const typed = { ...person, legalName: '李雷 ', idNumber: '110105 19491231 002x' }
  expect(parseInput(submitAuthenticationInput, typed)).toEqual(person)
})

describe('an enterprise', () => {
  test.each([
    [{ legalName: '  ' }, { legalName: 'licence-name-required' }],
    [{ legalName: '123-45' }, { legalName: 'licence-name-letters' }],
    [{ legalName: '公'.repeat(101) }, { legalName: 'name-too-long' }],
    [{ taxpayerId: '' }, { taxpayerId: 'taxpayer-id-empty' }],
    [{ taxpayerId: '91330100799655058' }, { taxpayerId: 'taxpayer-id-length' }],
    [{ taxpayerId: '9133O100799655058B' }, { taxpayerId: 'taxpayer-id-letter' }],
    [{ taxpayerId: '000000000000000000' }, { taxpayerId: 'taxpayer-id-structure' }],
    [{ taxpayerId: '91330100799655058C' }, { taxpayerId: 'taxpayer-id-check' }],
    [{ taxpayerId: '32012157591580X' }, { taxpayerId: 'taxpayer-id-former-untold' }],
    [{ taxpayerId: '32012157591580Z', formerNumber: 'on' }, { taxpayerId: 'taxpayer-id-former-structure' }],
    [{ taxpayerId: '32012157591580X', formerNumber: 'on' }, {}],
    [{ licenceId: '' }, { licenceId: 'licence-required' }],
    [{ licenceId: undefined }, { licenceId: 'licence-required' }],
    [{ licenceId: '../1' }, { licenceId: 'id-invalid' }],
    [{ authenticationId: 'x' }, { authenticationId: 'id-invalid' }],
  ])('with %j is told %j', (changes, problems) => {
    expect(problemsOf({ ...company, ...changes })).toEqual(problems)
  })

  test('a name of a hundred characters is one, however many bytes they have', () => {
    expect(problemsOf({ ...company, legalName: '𬭎'.repeat(100) })).toEqual({})
  })
})

describe('a person', () => {
  test.each([
    [{ legalName: '' }, { legalName: 'person-name-required' }],
    [{ legalName: '李' }, { legalName: 'person-name-letters' }],
    [{ legalName: '李雷1' }, { legalName: 'person-name-letters' }],
    [{ legalName: '李雷<b>' }, { legalName: 'person-name-letters' }],
    [{ idNumber: '' }, { idNumber: 'id-number-empty' }],
    [{ idNumber: '110105491231002' }, { idNumber: 'id-number-length' }],
    [{ idNumber: '11010519491331002X' }, { idNumber: 'id-number-date' }],
    [{ idNumber: '110105194912310021' }, { idNumber: 'id-number-check' }],
  ])('with %j is told %j', (changes, problems) => {
    expect(problemsOf({ ...person, ...changes })).toEqual(problems)
  })

  test.each(['李雷', '欧阳娜娜', '阿依古丽·买买提', "Seán O'Neill-Wang", '李𬭎'])(
    '%j is a name',
    (legalName) => {
      expect(problemsOf({ ...person, legalName })).toEqual({})
    },
  )
})

test('neither the one nor the other is told so', () => {
  expect(problemsOf({ authenticationId })).toHaveProperty('kind')
})

test('a reason is kept with its lines and without what no line has', () => {
  const parsed = parseInput(rejectAuthenticationInput, {
    authenticationId,
    reason: ' First\r\nsecond\u0000\u202E ',
  })
  expect(parsed.reason).toBe('First\nsecond')
  for (const [reason, problem] of [
    ['  ', 'reason-required'],
    ['x'.repeat(501), 'text-too-long'],
  ])
    expect(() => parseInput(rejectAuthenticationInput, { authenticationId, reason })).toThrow(
      expect.objectContaining({ fields: { reason: problem } }) as Error,
    )
})
