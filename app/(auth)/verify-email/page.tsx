import type { Metadata } from 'next'
import { AuthPage } from '@/app/(auth)/auth-page'
import { verifyEmailAction } from '@/app/(auth)/actions'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button'
import { getTranslations } from '@/lib/web/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.verify'))('title') }
}

/** The link is spent by a button, not by opening it: mail scanners open every link before its reader does. */
export default async function VerifyEmailPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string; done?: string }>
}) {
  const { token, done } = await searchParams
  const auth = await getTranslations('auth')
  if (done) {
    return (
      <AuthPage title={auth('verify.doneTitle')} lead={auth('verify.doneLead')}>
        <ButtonLink href="/" variant="primary" size={40} block>
          {auth('verify.go')}
        </ButtonLink>
      </AuthPage>
    )
  }
  const below = (
    <a className="link" href="/sign-up/sent">
      {auth('sent.submit')}
    </a>
  )
  return (
    <AuthPage title={auth('verify.title')} lead={auth('verify.lead')} below={below}>
      <ActionForm action={verifyEmailAction} summaryTitle={(await getTranslations('site'))('summary')}>
        <input type="hidden" name="token" value={token ?? ''} />
        <SubmitButton block variant="primary" size={40}>
          {auth('verify.submit')}
        </SubmitButton>
      </ActionForm>
    </AuthPage>
  )
}
