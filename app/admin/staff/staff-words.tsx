import { cache } from 'react'
import { pageWords } from '@/app/(portal)/page-words'
import { Badge, type Tone } from '@/components/ui/badge'
import type { IconName } from '@/components/ui/icon'
import type { StaffState } from '@/lib/billing/account/staff.rules'
import type { StaffRole } from '@/lib/auth/permissions'
import { getTranslations } from '@/lib/web/translations'

const looks: Record<StaffState, { tone: Tone; icon: IconName }> = {
  invited: { tone: 'run', icon: 'mail' },
  enabled: { tone: 'good', icon: 'check' },
  disabled: { tone: 'idle', icon: 'lock' },
}

/** Whether somebody of the back office can work. */
export async function StaffBadge({ state }: { state: StaffState }) {
  const text = await getTranslations('admin.person')
  return <Badge {...looks[state]}>{text(`state.${state}`)}</Badge>
}

/** How this request's language says what people of the back office are. */
export const staffWords = cache(async () => {
  const [page, admin] = await Promise.all([pageWords(), getTranslations('admin')])
  return {
    ...page,
    rolesText: (roles: readonly StaffRole[]) => roles.map((role) => admin(`role.${role}`)).join(', '),
  }
})
