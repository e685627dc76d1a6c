import type { ReactNode } from 'react'
import { signOutAction } from '@/app/(auth)/actions'
import { preferencesFoot } from '@/app/preferences/shell-foot'
import { AppShell } from '@/components/shell/app-shell'
import { Identity, SecurityLink } from '@/components/shell/identity'
import { findStaff } from '@/lib/auth/guards'
import { requestPath } from '@/lib/web/request-context'
import { getTranslations } from '@/lib/web/translations'
import { adminNavigation } from './navigation'

/** What stands around every page of the back office. It guards nothing: each page does so in its own first line. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const actor = await findStaff()
  if (!actor) return children
  const admin = await getTranslations('admin')
  const site = await getTranslations('site')
  const [path = '/'] = (await requestPath()).split('?', 1)
  const roles = actor.roles.map((role) => admin(`role.${role}`)).join(', ')
  return (
    <AppShell
      variant="admin"
      nav={await adminNavigation(actor, path)}
      identity={
        <Identity initial={site('initial')} name={site('product')} facts={`${roles} · ${actor.name}`}>
          <SecurityLink href="/admin/security" label={admin('security')} />
        </Identity>
      }
      foot={{ ...(await preferencesFoot()), signOut: { action: signOutAction, label: admin('signOut') } }}
      labels={{ nav: admin('navigation'), skip: site('skip') }}
    >
      {children}
    </AppShell>
  )
}
