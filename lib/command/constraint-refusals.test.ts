import { expect, test } from 'vitest'
import { isWorthRepeating } from './constraint-refusals'
import { DatabaseFailure } from './database-failure'

test.each([
  ['a deadlock', '40P01', null, true],
  ['the same id at the same moment', '23505', 'archives_tenant', true],
  ['a second row that two people can honestly want', '23505', 'archives_one_under_way', false],
  ['a reference to another account', '23503', 'archives_tenant', false],
])('%s runs again or not', (_what, code, constraint, again) => {
  expect(isWorthRepeating(new DatabaseFailure(code, constraint, undefined))).toBe(again)
})

test('what is no failure of the database does not run again', () => {
  expect(isWorthRepeating(new Error('archives_tenant'))).toBe(false)
})
