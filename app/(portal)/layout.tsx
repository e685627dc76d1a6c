import type { ReactNode } from 'react'
import { signOutAction } from '@/app/(auth)/actions'
import { preferencesFoot } from '@/app/preferences/shell-foot'
import { AppShell } from '@/components/shell/app-shell'
import { findMember } from '@/lib/auth/guards'
import { requestPath } from '@/lib/web/request-context'
import { getTranslations } from '@/lib/web/translations'
import { FollowPath } from './follow-path'
import { portalNavigation } from './navigation'
import { PortalIdentity } from './portal-identity'
import { VerifyBanner } from './verify-banner'

/** What stands around every page of the portal. It guards nothing: each page does so in its own first line. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await findMember()
  if (!actor) return children
  const portal = await getTranslations('portal')
  const site = await getTranslations('site')
  const [path = '/'] = (await requestPath()).split('?', 1)
  const foot = {
    ...(await preferencesFoot()),
    support: { href: '/contact', label: portal('support') },
    signOut: { action: signOutAction, label: portal('signOut') },
  }
  return (
    <AppShell
      variant="portal"
      nav={await portalNavigation(actor, path)}
      identity={<PortalIdentity actor={actor} />}
      foot={foot}
      labels={{ nav: portal('navigation'), skip: site('skip') }}
      banner={actor.emailVerified ? null : <VerifyBanner email={actor.email} />}
    >
      <FollowPath drawnFor={path} />
      {children}
    </AppShell>
  )
}
