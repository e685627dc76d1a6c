import { describe, expect, test } from 'vitest'
import { may, memberActor, staffActor, STRANGER, SYSTEM } from './actor'
import { memberMay, staffMay } from './permissions'

const person = { userId: 'u', sessionId: 's', name: 'n', email: 'e', locale: 'en' } as const
const account = { accountId: 'a', accountName: 'A', accountKind: 'enterprise', emailVerified: true } as const
const viewer = memberActor({ ...person, ...account, role: 'viewer' })
const admin = staffActor({ ...person, roles: ['admin'], sellerId: null })

describe('who may do what', () => {
  test.each([
    ['owner', 'orders.place', true],
    ['finance', 'orders.pay', true],
    ['viewer', 'orders.place', false],
    ['viewer', 'orders.pay', false],
    ['viewer', 'orders.cancel', false],
    ['viewer', 'portal.read', true],
  ] as const)('a member who is %s, %s: %s', (role, permission, allowed) => {
    expect(memberMay(role, permission)).toBe(allowed)
  })

  test.each([
    [['admin'], 'admin.audit.read', true],
    [['finance'], 'admin.audit.read', false],
    [['reviewer'], 'admin.orders.read', false],
    [['reviewer', 'finance'], 'admin.payments.read', true],
    [['support'], 'admin.orders.read', true],
  ] as const)('staff with %j, %s: %s', (roles, permission, allowed) => {
    expect(staffMay({ roles, sellerId: null }, permission)).toBe(allowed)
  })

  test("a seller's reviewer sees neither orders nor payments, whatever other roles say", () => {
    expect(staffMay({ roles: ['admin'], sellerId: 'x' }, 'admin.orders.read')).toBe(false)
    expect(staffMay({ roles: ['reviewer'], sellerId: 'x' }, 'admin.read')).toBe(true)
  })

  test('members and staff never reach over, and the system does nothing in a person’s name', () => {
    expect(may(viewer, 'admin.read')).toBe(false)
    expect(may(admin, 'portal.read')).toBe(false)
    expect(may(SYSTEM, 'orders.place')).toBe(false)
    expect(may(admin, 'system')).toBe(false)
    expect(may(STRANGER, 'system')).toBe(false)
    expect(may(STRANGER, 'stranger')).toBe(true)
    expect(may(viewer, 'stranger')).toBe(false)
  })
})
