import type { NavItem } from '@/components/shell/app-shell'
import type { MemberActor } from '@/lib/auth/actor'
import { getTranslations } from '@/lib/web/translations'
import { packageFamilies } from './asked-once'
import { pageWords } from './page-words'

/** The portal's navigation as seen from a path; resource families follow from the catalog. */
export async function portalNavigation(actor: MemberActor, path: string): Promise<NavItem[]> {
  const portal = await getTranslations('portal')
  const { nameOf } = await pageWords()
  const within = (href: string) => path === href || path.startsWith(`${href}/`)
  const families = (await packageFamilies(actor)).map((family) => {
    const href = `/resources/${family.family}`
    return { href, label: nameOf(family), current: within(href) }
  })
  return [
    { href: '/overview', label: portal('overview'), icon: 'layoutDashboard', current: within('/overview') },
    {
      href: '/resources',
      label: portal('resources'),
      icon: 'boxes',
      current: within('/resources'),
      children: families,
    },
    { href: '/orders', label: portal('orders'), icon: 'receiptText', current: within('/orders') },
    { href: '/funds', label: portal('funds'), icon: 'wallet', current: within('/funds') },
    { href: '/invoices', label: portal('invoices'), icon: 'fileText', current: within('/invoices') },
    {
      href: '/account/authentication',
      label: portal('account'),
      icon: 'building2',
      current: within('/account'),
      children: [
        {
          href: '/account/authentication',
          label: portal('authentication'),
          current: within('/account/authentication'),
        },
        { href: '/account/security', label: portal('security'), current: within('/account/security') },
      ],
    },
  ]
}
