import type { memberRoles, staffRoles } from '@/db/schema/account'

export type MemberRole = (typeof memberRoles)[number]
export type StaffRole = (typeof staffRoles)[number]

/** The one table of who may do what. A command names its permission; nobody asks for a role anywhere else. */
const memberPermissions = {
  'portal.read': ['owner', 'finance', 'viewer'],
  'orders.place': ['owner', 'finance'],
  'orders.pay': ['owner', 'finance'],
  'orders.cancel': ['owner', 'finance'],
} as const satisfies Record<string, readonly MemberRole[]>

const staffPermissions = {
  'admin.read': ['admin', 'reviewer', 'finance', 'support'],
  'admin.orders.read': ['admin', 'finance', 'support'],
  'admin.payments.read': ['admin', 'finance', 'support'],
  'admin.audit.read': ['admin'],
} as const satisfies Record<string, readonly StaffRole[]>

export type MemberPermission = keyof typeof memberPermissions
export type StaffPermission = keyof typeof staffPermissions
export type Permission = MemberPermission | StaffPermission

export function memberMay(role: MemberRole, permission: MemberPermission): boolean {
  return (memberPermissions[permission] as readonly MemberRole[]).includes(role)
}

/** A reviewer bound to a seller sees that seller's applications only: no orders, payments or logs. */
export function staffMay(
  who: { roles: readonly StaffRole[]; sellerId: string | null },
  permission: StaffPermission,
): boolean {
  if (who.sellerId !== null && permission !== 'admin.read') return false
  return who.roles.some((role) => (staffPermissions[permission] as readonly StaffRole[]).includes(role))
}

export function isStaffPermission(permission: Permission): permission is StaffPermission {
  return permission in staffPermissions
}
