import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/dialog'
import type { StaffView } from '@/lib/billing/account/staff.queries'
import { getTranslations } from '@/lib/web/translations'
import { disableStaffAction, enableStaffAction } from '../actions'

/** The name in the address by which the page asks for confirmation itself, for browsers without script. */
export const DISABLE_PARAM = 'disable'

/** Shuts somebody out after asking once more, or lets them in again. */
export async function SignInSwitch({ person }: { person: StaffView }) {
  const [text, site] = await Promise.all([getTranslations('admin.person'), getTranslations('site')])
  const { userId, name, state } = person
  if (state === 'disabled')
    return (
      <ActionForm key="enable" action={enableStaffAction} summaryTitle={site('summary')}>
        <input type="hidden" name="userId" value={userId} />
        <SubmitButton variant="secondary" block>
          {text('enable')}
        </SubmitButton>
      </ActionForm>
    )
  return (
    <ConfirmDialog
      key="disable"
      action={`/admin/staff/${userId}`}
      param={DISABLE_PARAM}
      label={text('disable')}
      title={text('disableTitle', { name })}
      keepLabel={text('keep')}
      variant="danger"
      block
    >
      <DisableForm person={person} />
    </ConfirmDialog>
  )
}

/** The same question as a part of the page. */
export async function DisableConfirmation({ person }: { person: StaffView }) {
  const text = await getTranslations('admin.person')
  return (
    <div className="mb-7 max-w-[440px]">
      <Card title={text('disableTitle', { name: person.name })} large>
        <DisableForm person={person} />
        <div className="mt-3">
          <ButtonLink href={`/admin/staff/${person.userId}`} size={36} block>
            {text('keep')}
          </ButtonLink>
        </div>
      </Card>
    </div>
  )
}

async function DisableForm({ person: { userId, name, accounts } }: { person: StaffView }) {
  const [text, site] = await Promise.all([getTranslations('admin.person'), getTranslations('site')])
  return (
    <ActionForm action={disableStaffAction} summaryTitle={site('summary')}>
      <input type="hidden" name="userId" value={userId} />
      <p className="mb-4 text-text-2">
        {text('disableText')}
        {accounts.length > 0 ? ` ${text('disableMember')}` : null}
      </p>
      <SubmitButton variant="danger" size={36} block>
        {text('disableName', { name })}
      </SubmitButton>
    </ActionForm>
  )
}
