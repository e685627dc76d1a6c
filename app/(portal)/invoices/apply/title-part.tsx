import { getTranslations } from 'next-intl/server'
import { RadioCards } from '@/components/form/radio-cards'
import { Select } from '@/components/form/select'
import { ButtonLink } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { suitsTitle } from '@/lib/billing/invoice/kind.rules'
import { equalsAuthenticated } from '@/lib/billing/invoice/preconditions.rules'
import { TitleFieldInputs } from '../title-field-inputs'
import type { ConfirmStepProps } from './confirm-step-props'
import { TitleChoice } from './title-choice'

/** Whom the invoice names: the authenticated title, changed where the policy lets it, or one of Invoice Information. */
export async function TitlePart({ kind, policy, titles, authentication }: ConfirmStepProps) {
  const text = await getTranslations('invoices')
  const saved = titles.filter(
    (title) =>
      suitsTitle(kind, title.kind) &&
      (title.invoiceKind === null || title.invoiceKind === kind) &&
      (policy.title !== 'equals-authenticated' || equalsAuthenticated(title, authentication)),
  )
  const options = saved.map(({ id, name, taxpayerId }) => ({
    value: id,
    label: taxpayerId ? `${name} · ${taxpayerId}` : name,
  }))
  if (policy.title !== 'authenticated-modifiable' || !authentication) {
    return (
      <Section title={text('titlePart')} small>
        <input type="hidden" name="titleFrom" value="saved" />
        <Select name="titleId" label={text('tabs.information')} options={options} />
        <p className="mb-5 text-13">
          <ButtonLink href="/invoices/information/new">{text(`newTitle.${policy.words}`)}</ButtonLink>
        </p>
      </Section>
    )
  }
  const authenticated = {
    kind: authentication.kind,
    name: authentication.legalName,
    taxpayerId: authentication.taxpayerId ?? '',
  }
  const blank = {
    ...authenticated,
    bankName: '',
    bankAccount: '',
    registeredAddress: '',
    registeredPhone: '',
  }
  return (
    <Section title={text('titlePart')} small>
      <TitleChoice
        authenticated={authenticated}
        saved={options}
        askParticulars={kind === 'paper_special'}
        words={{
          authenticated: text('authenticatedTitle'),
          saved: text('tabs.information'),
          modify: text('modify'),
          restore: text('restore'),
        }}
        typed={
          <>
            <RadioCards
              name="titleKind"
              legend={text('titleType')}
              defaultValue={authentication.kind}
              choices={(['enterprise', 'non-enterprise', 'individual'] as const)
                .filter((value) => suitsTitle(kind, value))
                .map((value) => ({ value, label: text(`titleKind.${value}`) }))}
            />
            <TitleFieldInputs values={blank} allFields={policy.allTitleFields || kind === 'paper_special'} />
          </>
        }
        particulars={kind === 'paper_special' ? <TitleFieldInputs values={blank} allFields /> : null}
      />
    </Section>
  )
}
