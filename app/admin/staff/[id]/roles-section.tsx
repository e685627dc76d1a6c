import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import type { StaffView } from '@/lib/billing/account/staff.queries'
import { getTranslations } from '@/lib/web/translations'
import { changeStaffRolesAction } from '../actions'
import { RoleFields } from '../role-fields'
import { staffWords } from '../staff-words'

/** What somebody may do; one's own roles are read only. */
export async function RolesSection({ actor, person }: { actor: StaffActor; person: StaffView }) {
  const [text, site, words] = await Promise.all([
    getTranslations('admin.person'),
    getTranslations('site'),
    staffWords(),
  ])
  const { userId, roles, sellerId } = person
  if (userId === actor.userId)
    return (
      <Section title={text('roles')}>
        <p className="text-13">{words.rolesText(roles)}</p>
        <p className="mt-1 text-12 text-text-3">{text('ownRoles')}</p>
      </Section>
    )
  return (
    <Section title={text('rolesTitle')} note={text('rolesNote')}>
      <div className="max-w-[480px]">
        <ActionForm
          key={`${roles.join()} ${sellerId}`}
          action={changeStaffRolesAction}
          summaryTitle={site('summary')}
        >
          <input type="hidden" name="userId" value={userId} />
          <RoleFields actor={actor} roles={roles} sellerId={sellerId} />
          <SubmitButton variant="primary" size={36}>
            {text('saveRoles')}
          </SubmitButton>
        </ActionForm>
      </div>
    </Section>
  )
}
