'use client'

import { signUpAction } from '@/app/(auth)/actions'
import { CheckedForm } from '@/components/form/checked-form'
import { PasswordInput } from '@/components/form/password-input'
import { RadioCards } from '@/components/form/radio-cards'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { signUpForm } from '@/lib/billing/account/account.input'

export type SignUpTexts = Record<
  | 'kind'
  | 'enterprise'
  | 'individual'
  | 'company'
  | 'companyHelp'
  | 'name'
  | 'email'
  | 'password'
  | 'passwordHelp'
  | 'showPassword'
  | 'hidePassword'
  | 'submit'
  | 'summary',
  string
>

/** Checked in the browser by the schema the server parses with; without script by the server alone. */
export function SignUpForm({ texts, sentences }: { texts: SignUpTexts; sentences: Record<string, string> }) {
  return (
    <CheckedForm
      action={signUpAction}
      schema={signUpForm}
      sentences={sentences}
      summaryTitle={texts.summary}
      className="group"
    >
      <RadioCards
        name="kind"
        legend={texts.kind}
        choices={[
          { value: 'enterprise', label: texts.enterprise },
          { value: 'individual', label: texts.individual },
        ]}
        defaultValue="enterprise"
      />
      <TextInput
        name="accountName"
        label={texts.company}
        help={texts.companyHelp}
        autoComplete="organization"
        className="group-has-[input[value=individual]:checked]:hidden"
      />
      <TextInput name="name" label={texts.name} autoComplete="name" />
      <TextInput name="email" type="email" label={texts.email} autoComplete="email" />
      <PasswordInput
        name="password"
        label={texts.password}
        help={texts.passwordHelp}
        autoComplete="new-password"
        showLabel={texts.showPassword}
        hideLabel={texts.hidePassword}
      />
      <SubmitButton block variant="primary" size={40}>
        {texts.submit}
      </SubmitButton>
    </CheckedForm>
  )
}
