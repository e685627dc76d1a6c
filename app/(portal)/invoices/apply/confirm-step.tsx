import { getTranslations } from 'next-intl/server'
import { MoneyText } from '@/components/billing/money-text'
import { ActionForm } from '@/components/form/action-form'
import { Checkbox } from '@/components/form/checkbox'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-input'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { FactsList } from '@/components/ui/facts-list'
import { newId } from '@/lib/kernel/id'
import { add } from '@/lib/kernel/money'
import { invoiceWords } from '../invoice-words'
import { submitApplicationAction } from './actions'
import type { ConfirmStepProps } from './confirm-step-props'
import { DeliveryPart } from './delivery-part'
import { PreviewButton } from './preview-button'
import { TitlePart } from './title-part'

/** Step 2: whom the invoice names and where it goes; then all of it is confirmed and submitted. */
export async function ConfirmStep(props: ConfirmStepProps) {
  const { chosen, kind, policy } = props
  const [text, site, words] = await Promise.all([
    getTranslations('invoices'),
    getTranslations('site'),
    invoiceWords(),
  ])
  const total = add(...chosen.map(({ freeFen }) => freeFen))
  const back = new URLSearchParams([['kind', kind], ...chosen.map(({ id }) => ['invoiceable', id])])
  return (
    <ActionForm action={submitApplicationAction} summaryTitle={site('summary')} className="group/title">
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_380px] lg:items-start">
        <div className="min-w-0 max-w-[560px]">
          <input type="hidden" name="applicationId" value={newId()} />
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="seenAmountFen" value={String(total)} />
          {chosen.map(({ id }) => (
            <input key={id} type="hidden" name="invoiceable" value={id} />
          ))}
          <TitlePart {...props} />
          <DeliveryPart {...props} />
          <TextArea
            name="remark"
            label={text('remark')}
            optional={site('optional')}
            help={text('remarkHelp')}
            maxLength={200}
          />
          <Checkbox name="confirmed" label={text('confirm')} />
          <div className="flex flex-wrap gap-3">
            <SubmitButton variant="primary" size={40}>
              {text(`submit.${policy.words}`)}
            </SubmitButton>
            <PreviewButton
              address="/api/invoice-preview"
              label={text('preview')}
              failed={text('previewFailed')}
            />
            <ButtonLink href={`/invoices/apply?${back.toString()}`} size={40}>
              {text('back')}
            </ButtonLink>
          </div>
        </div>
        <Card title={text('whatFor')}>
          <FactsList
            facts={[
              { label: text('kind'), value: words.kindText(kind) },
              ...chosen.map((row) => ({
                label: `${words.productText(row)} · ${row.orderNumber}`,
                value: <MoneyText amount={row.freeFen} />,
              })),
              { label: text('invoiceAmount'), value: <MoneyText amount={total} />, strong: true },
            ]}
          />
        </Card>
      </div>
    </ActionForm>
  )
}
