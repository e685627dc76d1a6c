import type { NavItem } from '@/components/shell/app-shell'
import type { StaffActor } from '@/lib/auth/actor'
import { staffMay, type StaffPermission } from '@/lib/auth/permissions'
import { countUnderReview } from '@/lib/billing/authentication/review.queries'
import { countApplicationQueue } from '@/lib/billing/invoice/application-queue.queries'
import { countOpenTransfers } from '@/lib/billing/transfer/transfer.queries'
import { getTranslations } from '@/lib/web/translations'

const places = [
  { href: '/admin', name: 'dashboard', icon: 'layoutDashboard', permission: 'admin.read' },
  { href: '/admin/transfers', name: 'transfers', icon: 'landmark', permission: 'admin.transfers.read' },
  { href: '/admin/invoices', name: 'invoices', icon: 'fileText', permission: 'admin.invoices.read' },
  {
    href: '/admin/authentications',
    name: 'authentications',
    icon: 'badgeCheck',
    permission: 'admin.authentications.read',
  },
  { href: '/admin/orders', name: 'orders', icon: 'receiptText', permission: 'admin.orders.read' },
  { href: '/admin/payments', name: 'payments', icon: 'creditCard', permission: 'admin.payments.read' },
  { href: '/admin/customers', name: 'customers', icon: 'building2', permission: 'admin.customers.read' },
  { href: '/admin/catalog', name: 'catalog', icon: 'packageBox', permission: 'admin.catalog.read' },
  { href: '/admin/sellers', name: 'sellers', icon: 'store', permission: 'admin.sellers.write' },
  { href: '/admin/staff', name: 'staff', icon: 'users', permission: 'admin.staff.write' },
  { href: '/admin/audit', name: 'audit', icon: 'scrollText', permission: 'admin.audit.read' },
] as const satisfies readonly { href: string; name: string; icon: string; permission: StaffPermission }[]

/** The pages of the back office that are open to this person, as seen from a path. */
export async function adminNavigation(actor: StaffActor, path: string): Promise<NavItem[]> {
  const admin = await getTranslations('admin')
  const waiting: Partial<Record<(typeof places)[number]['name'], number>> = {
    ...(staffMay(actor, 'admin.transfers.read')
      ? { transfers: (await countOpenTransfers(actor)).count }
      : {}),
    ...(staffMay(actor, 'admin.invoices.read')
      ? { invoices: (await countApplicationQueue(actor)).count }
      : {}),
    ...(staffMay(actor, 'admin.authentications.read')
      ? { authentications: (await countUnderReview(actor)).count }
      : {}),
  }
  return places
    .filter(({ permission }) => staffMay(actor, permission))
    .map(({ href, name, icon }) => ({
      href,
      icon,
      label: admin(name),
      count: waiting[name],
      current: path === href || (href !== '/admin' && path.startsWith(`${href}/`)),
    }))
}
