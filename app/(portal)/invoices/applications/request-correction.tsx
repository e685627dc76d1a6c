import { ActionForm } from '@/components/form/action-form'
import { RadioCards } from '@/components/form/radio-cards'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea, TextInput } from '@/components/form/text-input'
import { ButtonLink } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { reasons } from '@/lib/billing/invoice/correction.rules'
import { newId } from '@/lib/kernel/id'
import type { Money } from '@/lib/kernel/money'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { cancelCorrectionAction, requestCorrectionAction } from './actions'

/** The name in the address by which the page asks for a correction. */
export const CORRECT_PARAM = 'correct'

/** **Request a correction**: why, what of it, and a sentence for the reviewer. */
export async function RequestCorrection({ applicationId, left }: { applicationId: string; left: Money }) {
  const [text, site] = await Promise.all([getTranslations('invoices.correction'), getTranslations('site')])
  return (
    <div className="mb-7 max-w-[560px]">
      <Section title={text('request')} note={text('requestNote')}>
        <ActionForm action={requestCorrectionAction} summaryTitle={site('summary')}>
          <input type="hidden" name="correctionId" value={newId()} />
          <input type="hidden" name="applicationId" value={applicationId} />
          <RadioCards
            name="reason"
            legend={text('reason')}
            layout="rows"
            choices={reasons.map((value) => ({
              value,
              label: text(`reasons.${value}`),
              note: text(`reasonNotes.${value}`),
            }))}
          />
          <TextInput
            name="amount"
            label={text('amount')}
            optional={site('optional')}
            help={text('amountHelp', { left: formatMoney(left) })}
            inputMode="decimal"
            autoComplete="off"
          />
          <TextArea name="note" label={text('note')} maxLength={500} />
          <div className="flex flex-wrap gap-3">
            <SubmitButton variant="primary" size={40}>
              {text('request')}
            </SubmitButton>
            <ButtonLink href={`/invoices/applications/${applicationId}`} size={40}>
              {text('keep')}
            </ButtonLink>
          </div>
        </ActionForm>
      </Section>
    </div>
  )
}

/** Takes the wish back while nobody has decided. */
export async function CancelCorrection({ applicationId, id }: { applicationId: string; id: string }) {
  const [text, site] = await Promise.all([getTranslations('invoices.correction'), getTranslations('site')])
  return (
    <ActionForm action={cancelCorrectionAction} summaryTitle={site('summary')} className="mt-4 mb-7">
      <input type="hidden" name="correctionId" value={id} />
      <input type="hidden" name="applicationId" value={applicationId} />
      <SubmitButton size={32} variant="secondary">
        {text('takeBack')}
      </SubmitButton>
    </ActionForm>
  )
}
