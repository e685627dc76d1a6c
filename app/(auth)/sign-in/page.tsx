import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AuthPage } from '@/app/(auth)/auth-page'
import { signInAction } from '@/app/(auth)/actions'
import { ActionForm } from '@/components/form/action-form'
import { PasswordInput } from '@/components/form/password-input'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { Note } from '@/components/ui/note'
import { findActor } from '@/lib/auth/guards'
import { refusalCodes } from '@/lib/kernel/refusal'
import { pathWithin, safePath } from '@/lib/web/safe-path'
import { env } from '@/lib/env'
import { getTranslations } from '@/lib/web/translations'
import { startOf } from '../start-of'

type Query = { next?: string; callbackUrl?: string; error?: string; reset?: string }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.signIn'))('title') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const auth = await getTranslations('auth')
  const site = await getTranslations('site')
  const next = safePath(query.next ?? pathWithin(query.callbackUrl, new URL(env.NEXTAUTH_URL).origin, ''), '')
  const actor = await findActor()
  if (actor) redirect(startOf(actor.kind === 'staff' ? 'staff' : 'portal', next))
  const refusal = await sentenceOf(query.error)
  const below = (
    <>
      {auth('signIn.noAccount')}{' '}
      <a className="link" href="/sign-up">
        {auth('signIn.signUp')}
      </a>
    </>
  )
  return (
    <AuthPage title={auth('signIn.title')} below={below}>
      <div className="mb-5 empty:hidden">
        {refusal ? <Note tone="bad" title={refusal} role="alert" /> : null}
        {query.reset && !refusal ? <Note tone="good" title={auth('signIn.reset')} role="status" /> : null}
      </div>
      <ActionForm action={signInAction} summaryTitle={site('summary')}>
        <input type="hidden" name="next" value={next} />
        <TextInput name="email" type="email" label={auth('email')} autoComplete="username" autoFocus />
        <PasswordInput
          name="password"
          label={auth('password')}
          autoComplete="current-password"
          showLabel={site('showPassword')}
          hideLabel={site('hidePassword')}
        />
        <SubmitButton block variant="primary" size={40}>
          {auth('signIn.submit')}
        </SubmitButton>
        <p className="mt-4 text-center text-13">
          <a className="link" href="/forgot-password">
            {auth('signIn.forgot')}
          </a>
        </p>
      </ActionForm>
    </AuthPage>
  )
}

/** next-auth's routes come back here with the code of a refusal, or with a word of their own. */
async function sentenceOf(error: string | undefined): Promise<string | null> {
  if (!error) return null
  const code = refusalCodes.find((one) => one === error) ?? 'sign-in.failed'
  return (await getTranslations('refusals'))(code)
}
