import type { Metadata } from 'next'
import { AuthPage } from '@/app/(auth)/auth-page'
import { requestPasswordResetAction } from '@/app/(auth)/actions'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { getTranslations } from '@/lib/web/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.forgot'))('title') }
}

export default async function ForgotPasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ sent?: string }>
}) {
  const { sent } = await searchParams
  const auth = await getTranslations('auth')
  const back = (
    <a className="link" href="/sign-in">
      {auth('forgot.back')}
    </a>
  )
  if (sent) {
    return (
      <AuthPage title={auth('forgot.sentTitle')} below={back}>
        <p role="status">{auth('forgot.sent')}</p>
      </AuthPage>
    )
  }
  return (
    <AuthPage title={auth('forgot.title')} lead={auth('forgot.lead')} below={back}>
      <ActionForm
        action={requestPasswordResetAction}
        summaryTitle={(await getTranslations('site'))('summary')}
      >
        <TextInput name="email" type="email" label={auth('email')} autoComplete="username" />
        <SubmitButton block variant="primary" size={40}>
          {auth('forgot.submit')}
        </SubmitButton>
      </ActionForm>
    </AuthPage>
  )
}
