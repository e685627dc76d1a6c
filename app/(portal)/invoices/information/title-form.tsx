import { ActionForm } from '@/components/form/action-form'
import { Checkbox } from '@/components/form/checkbox'
import { RadioCards } from '@/components/form/radio-cards'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button'
import type { TitleView } from '@/lib/billing/invoice/title.queries'
import type { InvoicePolicy } from '@/lib/billing/policy/policy.rules'
import { newId } from '@/lib/kernel/id'
import { getTranslations } from '@/lib/web/translations'
import { TitleFieldInputs } from '../title-field-inputs'
import { saveTitleAction } from './actions'

type Known = { kind: 'enterprise' | 'individual'; legalName: string; taxpayerId: string | null } | null

export type TitleFormProps = { title: TitleView | null; policy: InvoicePolicy; authentication: Known }

/** A title's fields. A new one begins with the name the account is authenticated by. */
export async function TitleForm({ title, policy, authentication }: TitleFormProps) {
  const [text, site] = await Promise.all([getTranslations('invoices'), getTranslations('site')])
  const kind = title?.kind ?? authentication?.kind ?? 'enterprise'
  return (
    <div className="max-w-[560px]">
      <ActionForm action={saveTitleAction} summaryTitle={site('summary')} className="group/title">
        <input type="hidden" name="titleId" value={title?.id ?? newId()} />
        <RadioCards
          name="kind"
          legend={text('titleType')}
          defaultValue={kind}
          choices={(['enterprise', 'non-enterprise', 'individual'] as const).map((value) => ({
            value,
            label: text(`titleKind.${value}`),
          }))}
        />
        {policy.kindChosenIn === 'information' ? (
          <RadioCards
            name="invoiceKind"
            legend={text('kind')}
            layout="rows"
            defaultValue={title?.invoiceKind ?? policy.kinds[0] ?? 'e_general'}
            choices={policy.kinds.map((value) => ({ value, label: text(`kinds.${value}`) }))}
          />
        ) : null}
        <TitleFieldInputs
          values={{
            name: title?.name ?? authentication?.legalName ?? '',
            taxpayerId: title?.taxpayerId ?? authentication?.taxpayerId ?? '',
            bankName: title?.bankName ?? '',
            bankAccount: title?.bankAccount ?? '',
            registeredAddress: title?.registeredAddress ?? '',
            registeredPhone: title?.registeredPhone ?? '',
          }}
          allFields={policy.allTitleFields}
        />
        <Checkbox name="isDefault" label={text('setDefault')} defaultChecked={title?.isDefault ?? false} />
        <div className="flex gap-3">
          <SubmitButton variant="primary" size={40}>
            {text('save')}
          </SubmitButton>
          <ButtonLink href="/invoices/information" size={40}>
            {text('cancel')}
          </ButtonLink>
        </div>
      </ActionForm>
    </div>
  )
}
