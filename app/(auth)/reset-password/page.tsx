import type { Metadata } from 'next'
import { AuthPage } from '@/app/(auth)/auth-page'
import { resetPasswordAction } from '@/app/(auth)/actions'
import { ActionForm } from '@/components/form/action-form'
import { PasswordInput } from '@/components/form/password-input'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button'
import { STRANGER } from '@/lib/auth/actor'
import { findLinkAddress } from '@/lib/billing/account/account.queries'
import { getTranslations } from '@/lib/web/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.reset'))('title') }
}

export default async function ResetPasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string }>
}) {
  const { token = '' } = await searchParams
  const auth = await getTranslations('auth')
  const site = await getTranslations('site')
  if ((await findLinkAddress(STRANGER, token, 'reset-password')) === null) {
    return (
      <AuthPage title={auth('reset.invalidTitle')} lead={auth('reset.invalid')}>
        <ButtonLink href="/forgot-password" variant="primary" size={40} block>
          {auth('reset.again')}
        </ButtonLink>
      </AuthPage>
    )
  }
  return (
    <AuthPage title={auth('reset.title')} lead={auth('reset.lead')}>
      <ActionForm action={resetPasswordAction} summaryTitle={site('summary')}>
        <input type="hidden" name="token" value={token} />
        <PasswordInput
          name="password"
          label={auth('reset.password')}
          help={auth('signUp.passwordHelp')}
          autoComplete="new-password"
          showLabel={site('showPassword')}
          hideLabel={site('hidePassword')}
        />
        <SubmitButton block variant="primary" size={40}>
          {auth('reset.submit')}
        </SubmitButton>
      </ActionForm>
    </AuthPage>
  )
}
