import type { memberRoles, staffRoles } from '@/db/schema/account'

export type MemberRole = (typeof memberRoles)[number]
export type StaffRole = (typeof staffRoles)[number]

/** The one table of who may do what. A command names its permission; nobody asks for a role anywhere else. */
const memberPermissions = {
  'portal.read': ['owner', 'finance', 'viewer'],
  'orders.place': ['owner', 'finance'],
  'orders.pay': ['owner', 'finance'],
  'orders.cancel': ['owner', 'finance'],
  'files.upload': ['owner', 'finance'],
  'invoices.write': ['owner', 'finance'],
  'account.authenticate': ['owner'],
} as const satisfies Record<string, readonly MemberRole[]>

const staffPermissions = {
  'admin.read': ['admin', 'reviewer', 'finance', 'support'],
  'admin.orders.read': ['admin', 'finance', 'support'],
  'admin.payments.read': ['admin', 'finance', 'support'],
  'admin.transfers.read': ['admin', 'finance', 'support'],
  'admin.transfers.decide': ['finance'],
  'admin.refunds.decide': ['finance'],
  'admin.authentications.read': ['admin', 'reviewer', 'support'],
  'admin.authentications.decide': ['reviewer'],
  'admin.customers.read': ['admin', 'finance', 'support', 'reviewer'],
  'admin.customers.note': ['admin', 'finance', 'support'],
  'admin.catalog.read': ['admin', 'finance', 'support'],
  'admin.catalog.write': ['admin'],
  'admin.sellers.write': ['admin'],
  'admin.staff.write': ['admin'],
  'admin.invoices.read': ['admin', 'reviewer', 'support'],
  'admin.invoices.decide': ['reviewer'],
  'admin.audit.read': ['admin'],
} as const satisfies Record<string, readonly StaffRole[]>

export type MemberPermission = keyof typeof memberPermissions
export type StaffPermission = keyof typeof staffPermissions
export type Permission = MemberPermission | StaffPermission

export function memberMay(role: MemberRole, permission: MemberPermission): boolean {
  return (memberPermissions[permission] as readonly MemberRole[]).includes(role)
}

/** What somebody bound to a seller may at all; row policies show that seller's rows alone. */
const sellersOwn: readonly string[] = ['admin.read', 'admin.invoices.read', 'admin.invoices.decide']

/** A reviewer bound to a seller sees that seller's applications only: no orders, payments or logs. */
export function staffMay(
  who: { roles: readonly StaffRole[]; sellerId: string | null },
  permission: StaffPermission,
): boolean {
  if (who.sellerId !== null && !sellersOwn.includes(permission)) return false
  return who.roles.some((role) => (staffPermissions[permission] as readonly StaffRole[]).includes(role))
}

/** Who gets a permission by their role: those whom four eyes are counted among. */
export function rolesHolding(permission: StaffPermission): StaffRole[] {
  return [...staffPermissions[permission]]
}

export function isStaffPermission(permission: Permission): permission is StaffPermission {
  return permission in staffPermissions
}
