import { ActionForm } from '@/components/form/action-form'
import { PasswordInput } from '@/components/form/password-input'
import { SubmitButton } from '@/components/form/submit-button'
import { Note } from '@/components/ui/note'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { STRANGER } from '@/lib/auth/actor'
import { listSessions } from '@/lib/billing/account/session.queries'
import { newId } from '@/lib/kernel/id'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { headerLabels } from '../../page-words'
import { changePasswordAction } from './actions'
import { SessionList } from './session-list'

export type SecurityPageProps = {
  /** From the person's own session, as the page's guard read it. */
  person: { userId: string; sessionId: string; email: string }
  query: SearchParams
}

/** One's own password and sessions, alike for members and staff. */
export async function SecurityPage({ person, query }: SecurityPageProps) {
  const text = await getTranslations('security')
  const sessions = await listSessions(STRANGER, person.userId)
  const done = textParam(query, 'done')
  return (
    <>
      <PageHeader
        title={text('title')}
        facts={text('facts', { email: person.email })}
        labels={await headerLabels()}
      />
      <Done what={done} />
      <Section title={text('password')}>
        {/* A form that was sent comes back empty: what stands in it was a secret. */}
        <PasswordForm key={done === 'password' ? newId() : 'form'} email={person.email} />
      </Section>
      <Section title={text('sessions')} note={text('sessionsNote')}>
        <SessionList sessions={sessions} current={person.sessionId} />
      </Section>
    </>
  )
}

async function Done({ what }: { what: string | undefined }) {
  const text = await getTranslations('security')
  const done = (['password', 'session', 'sessions'] as const).find((one) => one === what)
  if (!done) return null
  return (
    <div className="mb-6 max-w-[640px]">
      <Note tone="good" title={text(`done.${done}`)} role="status" />
    </div>
  )
}

async function PasswordForm({ email }: { email: string }) {
  const [text, site, auth] = await Promise.all([
    getTranslations('security'),
    getTranslations('site'),
    getTranslations('auth'),
  ])
  const looks = { showLabel: site('showPassword'), hideLabel: site('hidePassword') }
  return (
    <div className="max-w-[400px]">
      <ActionForm action={changePasswordAction} summaryTitle={site('summary')}>
        {/* Password managers file the new password under the name they find beside it. */}
        <input type="hidden" name="email" autoComplete="username" value={email} />
        <PasswordInput
          name="currentPassword"
          label={text('current')}
          autoComplete="current-password"
          {...looks}
        />
        <PasswordInput
          name="password"
          label={text('new')}
          help={`${auth('signUp.passwordHelp')} ${text('endsOthers')}`}
          autoComplete="new-password"
          {...looks}
        />
        <SubmitButton variant="primary" size={36}>
          {text('change')}
        </SubmitButton>
      </ActionForm>
    </div>
  )
}
