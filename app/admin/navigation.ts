import { getTranslations } from 'next-intl/server'
import type { NavItem } from '@/components/shell/app-shell'
import type { StaffActor } from '@/lib/auth/actor'
import { staffMay, type StaffPermission } from '@/lib/auth/permissions'

const places = [
  { href: '/admin', name: 'dashboard', icon: 'layoutDashboard', permission: 'admin.read' },
  { href: '/admin/orders', name: 'orders', icon: 'receiptText', permission: 'admin.orders.read' },
  { href: '/admin/payments', name: 'payments', icon: 'creditCard', permission: 'admin.payments.read' },
  { href: '/admin/audit', name: 'audit', icon: 'scrollText', permission: 'admin.audit.read' },
] as const satisfies readonly { href: string; name: string; icon: string; permission: StaffPermission }[]

/** The pages of the back office that are open to this person, as seen from a path. */
export async function adminNavigation(actor: StaffActor, path: string): Promise<NavItem[]> {
  const admin = await getTranslations('admin')
  return places
    .filter(({ permission }) => staffMay(actor, permission))
    .map(({ href, name, icon }) => ({
      href,
      icon,
      label: admin(name),
      current: path === href || (href !== '/admin' && path.startsWith(`${href}/`)),
    }))
}
