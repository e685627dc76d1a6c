import type { Metadata } from 'next'
import { AuthPage } from '@/app/(auth)/auth-page'
import { resendVerificationAction } from '@/app/(auth)/actions'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { Note } from '@/components/ui/note'
import { getTranslations } from '@/lib/web/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.sent'))('title') }
}

/** The same for every address, known or not; that is also why it does not repeat the address. */
export default async function SignUpSentPage({
  searchParams,
}: {
  searchParams: Promise<{ again?: string }>
}) {
  const { again } = await searchParams
  const auth = await getTranslations('auth')
  const summary = (await getTranslations('site'))('summary')
  const below = (
    <a className="link" href="/sign-in">
      {auth('sent.back')}
    </a>
  )
  return (
    <AuthPage title={auth('sent.title')} lead={auth('sent.lead')} below={below}>
      {again ? <Note tone="good" title={auth('sent.again')} role="status" /> : null}
      <p className="my-5 text-text-2">{auth('sent.nothing')}</p>
      <ActionForm action={resendVerificationAction} summaryTitle={summary}>
        <TextInput name="email" type="email" label={auth('email')} autoComplete="email" />
        <SubmitButton block size={40}>
          {auth('sent.submit')}
        </SubmitButton>
      </ActionForm>
    </AuthPage>
  )
}
