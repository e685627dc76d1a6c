import { expect, test } from 'vitest'
import { changeProblem, maySeeOneSellerOnly, staffState, type StaffPerson } from './staff.rules'

const then = new Date('2026-11-01T00:00:00Z')
const person = (userId: string, changes: Partial<StaffPerson> = {}): StaffPerson => ({
  userId,
  roles: ['admin'],
  sellerId: null,
  disabledAt: null,
  emailVerifiedAt: then,
  ...changes,
})

test.each([
  [{ disabledAt: null, emailVerifiedAt: null }, 'invited'],
  [{ disabledAt: null, emailVerifiedAt: then }, 'enabled'],
  [{ disabledAt: then, emailVerifiedAt: then }, 'disabled'],
  [{ disabledAt: then, emailVerifiedAt: null }, 'disabled'],
] as const)('%j is %s', (dates, state) => expect(staffState(dates)).toBe(state))

test.each<[string, StaffPerson[], string | null]>([
  ['an admin', [person('a'), person('b')], null],
  [
    'somebody who was disabled meanwhile',
    [person('a', { disabledAt: then }), person('c'), person('b')],
    'actor.forbidden',
  ],
  [
    'somebody who lost the role meanwhile',
    [person('a', { roles: ['finance'] }), person('c')],
    'actor.forbidden',
  ],
  ['somebody who was bound meanwhile', [person('a', { sellerId: 's' }), person('c')], 'actor.forbidden'],
  ['the last one who lost it', [person('a', { disabledAt: then }), person('b')], 'staff.last-admin'],
  [
    'the last one beside somebody only invited',
    [person('a', { disabledAt: then }), person('b'), person('c', { emailVerifiedAt: null })],
    'staff.last-admin',
  ],
])('%s changes somebody else: %j', (_who, people, problem) => {
  expect(changeProblem('a', 'b', people)).toBe(problem)
})

test('nobody changes their own record', () => {
  expect(changeProblem('a', 'a', [person('a'), person('b')])).toBe('staff.own-record')
})

test('only who reviews and nothing else is bound to a seller', () => {
  expect(maySeeOneSellerOnly(['reviewer'])).toBe(true)
  expect(maySeeOneSellerOnly(['reviewer', 'finance'])).toBe(false)
  expect(maySeeOneSellerOnly(['admin'])).toBe(false)
})
