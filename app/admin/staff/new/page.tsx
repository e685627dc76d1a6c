import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { getTranslations } from '@/lib/web/translations'
import { inviteColleagueAction } from '../actions'
import { RoleFields } from '../role-fields'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.person'))('invite') }
}

export default async function InvitePage() {
  const actor = await requireStaff('admin.staff.write')
  const [admin, text, site, auth] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.person'),
    getTranslations('site'),
    getTranslations('auth'),
  ])
  return (
    <>
      <PageHeader
        title={text('invite')}
        crumbs={[{ href: '/admin/staff', label: admin('staff') }, { label: text('invite') }]}
        facts={text('inviteFacts')}
        labels={await headerLabels()}
      />
      <div className="max-w-[480px]">
        <ActionForm action={inviteColleagueAction} summaryTitle={site('summary')}>
          <TextInput name="email" label={auth('email')} type="email" autoComplete="off" />
          <TextInput name="name" label={text('name')} autoComplete="off" />
          <RoleFields actor={actor} roles={[]} sellerId={null} />
          <SubmitButton variant="primary" size={40}>
            {text('sendInvitation')}
          </SubmitButton>
        </ActionForm>
      </div>
    </>
  )
}
