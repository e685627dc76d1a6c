import type { Metadata } from 'next'
import { AuthPage } from '@/app/(auth)/auth-page'
import { getTranslations } from '@/lib/web/translations'
import { SignUpForm } from './sign-up-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.signUp'))('title') }
}

export default async function SignUpPage() {
  const auth = await getTranslations('auth')
  const site = await getTranslations('site')
  const fields = await getTranslations('fields')
  const below = (
    <>
      {auth('signUp.haveAccount')}{' '}
      <a className="link" href="/sign-in">
        {auth('signIn.title')}
      </a>
    </>
  )
  return (
    <AuthPage title={auth('signUp.title')} lead={auth('signUp.lead')} below={below}>
      <SignUpForm
        texts={{
          kind: auth('signUp.kind'),
          enterprise: auth('signUp.enterprise'),
          individual: auth('signUp.individual'),
          company: auth('signUp.company'),
          companyHelp: auth('signUp.companyHelp'),
          name: auth('signUp.name'),
          email: auth('email'),
          password: auth('password'),
          passwordHelp: auth('signUp.passwordHelp'),
          showPassword: site('showPassword'),
          hidePassword: site('hidePassword'),
          submit: auth('signUp.submit'),
          summary: site('summary'),
        }}
        sentences={Object.fromEntries(SENTENCES.map((key) => [key, fields(key)]))}
      />
    </AuthPage>
  )
}

/** The messages that the browser's own check of this form can give. */
const SENTENCES = [
  'required',
  'email-invalid',
  'name-required',
  'name-too-long',
  'name-invalid',
  'company-name-required',
  'account-kind-required',
  'password-too-short',
  'password-too-long',
  'password-too-plain',
]
