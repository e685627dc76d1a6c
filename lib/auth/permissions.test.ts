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
    ['viewer', 'files.upload', false],
    ['viewer', 'portal.read', true],
    ['owner', 'account.authenticate', true],
    ['finance', 'account.authenticate', false],
  ] as const)('a member who is %s, %s: %s', (role, permission, allowed) => {
    expect(memberMay(role, permission)).toBe(allowed)
  })

  test.each([
    [['admin'], 'admin.audit.read', true],
    [['finance'], 'admin.audit.read', false],
    [['reviewer'], 'admin.orders.read', false],
    [['reviewer', 'finance'], 'admin.payments.read', true],
    [['support'], 'admin.orders.read', true],
    [['finance'], 'admin.refunds.decide', true],
    [['admin', 'support'], 'admin.refunds.decide', false],
    [['support'], 'admin.transfers.read', true],
    [['admin', 'support'], 'admin.transfers.decide', false],
    [['finance'], 'admin.transfers.decide', true],
    [['support'], 'admin.authentications.read', true],
    [['finance'], 'admin.authentications.read', false],
    [['reviewer'], 'admin.authentications.decide', true],
    [['admin', 'support'], 'admin.authentications.decide', false],
    [['reviewer'], 'admin.customers.read', true],
    [['reviewer'], 'admin.customers.note', false],
    [['support'], 'admin.customers.note', true],
    [['finance'], 'admin.catalog.read', true],
    [['finance'], 'admin.catalog.write', false],
    [['reviewer'], 'admin.catalog.read', false],
    [['support', 'finance', 'reviewer'], 'admin.sellers.write', false],
    [['support', 'finance', 'reviewer'], 'admin.staff.write', false],
    [['admin'], 'admin.staff.write', true],
  ] as const)('staff with %j, %s: %s', (roles, permission, allowed) => {
    expect(staffMay({ roles, sellerId: null }, permission)).toBe(allowed)
  })

  test("a seller's reviewer sees neither orders nor payments, whatever other roles say", () => {
    expect(staffMay({ roles: ['admin'], sellerId: 'x' }, 'admin.orders.read')).toBe(false)
    expect(staffMay({ roles: ['reviewer'], sellerId: 'x' }, 'admin.authentications.read')).toBe(false)
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
