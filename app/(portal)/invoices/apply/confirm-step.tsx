import { MoneyText } from '@/components/billing/money-text'
import { ActionForm } from '@/components/form/action-form'
import { Checkbox } from '@/components/form/checkbox'
import { SubmitButton } from '@/components/form/submit-button'
import { Card } from '@/components/ui/card'
import { FactsList } from '@/components/ui/facts-list'
import { Section } from '@/components/ui/section'
import { REMARK_LONGEST } from '@/lib/billing/invoice/application.rules'
import type { InvoiceDraft } from '@/lib/billing/invoice/preview.queries'
import { newId } from '@/lib/kernel/id'
import { negate } from '@/lib/kernel/money'
import { getTranslations } from '@/lib/web/translations'
import { invoiceWords } from '../invoice-words'
import { submitApplicationAction } from './actions'
import { ChosenBefore } from './chosen-before'
import type { ConfirmStepProps } from './confirm-step-props'
import { DeliveryPart } from './delivery-part'
import { paperTexts } from './paper-texts'
import { PreviewButton } from './preview-button'
import { PreviewPaper } from './preview-paper'
import { RemarkInput } from './remark-input'
import { TitlePart } from './title-part'

/** Step 2: whom the invoice names and where it goes, beside it the invoice itself; then all of it is confirmed. */
export async function ConfirmStep({ draft, ...props }: ConfirmStepProps & { draft: InvoiceDraft }) {
  const { chosen, replaced, kind, policy } = props
  const [text, site] = await Promise.all([getTranslations('invoices'), getTranslations('site')])
  return (
    <ActionForm action={submitApplicationAction} summaryTitle={site('summary')} className="group/title">
      <input type="hidden" name="applicationId" value={newId()} />
      <input type="hidden" name="replacesId" value={replaced?.id ?? ''} />
      <input type="hidden" name="seenAmountFen" value={String(draft.totals.amountFen)} />
      <ChosenBefore kind={kind} invoiceable={chosen.map(({ id }) => id)} />
      <div className="grid gap-x-9 gap-y-7 lg:grid-cols-[minmax(0,388px)_minmax(0,1fr)] lg:items-start">
        <div className="min-w-0">
          <TitlePart {...props} />
          <DeliveryPart {...props} />
          <RemarkInput
            label={text('remark')}
            optional={site('optional')}
            help={text('remarkHelp')}
            longest={REMARK_LONGEST}
            begin={replaced?.remark ?? ''}
          />
        </div>
        <div className="min-w-0">
          <Preview {...props} draft={draft} />
          <Beside {...props} />
          <Card className="mt-5">
            <Checkbox name="confirmed" label={text('confirm')} />
            <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
              <p className="max-w-[36ch] text-12 text-text-3">{text('afterSubmit')}</p>
              <SubmitButton variant="primary" size={40}>
                {text(`submit.${policy.words}`)}
              </SubmitButton>
            </div>
          </Card>
        </div>
      </div>
    </ActionForm>
  )
}

async function Preview({
  kind,
  titles,
  authentication,
  chosen,
  draft,
}: ConfirmStepProps & { draft: InvoiceDraft }) {
  const text = await getTranslations('invoices')
  const particulars = { bankName: '', bankAccount: '', registeredAddress: '', registeredPhone: '' }
  return (
    <Section
      title={text('preview')}
      note={text('previewBy', { count: draft.count, seller: draft.seller.legalName })}
      aside={
        <PreviewButton
          address="/api/invoice-preview"
          label={text('openPreview')}
          failed={text('previewFailed')}
        />
      }
    >
      <PreviewPaper
        {...paperTexts(kind, draft)}
        mark={text('notTaxDocument')}
        label={text('previewLabel', { count: chosen.length })}
        authenticated={
          authentication && {
            ...particulars,
            name: authentication.legalName,
            taxpayerId: authentication.taxpayerId ?? '',
          }
        }
        saved={Object.fromEntries(
          titles.map((title) => [
            title.id,
            {
              name: title.name,
              taxpayerId: title.taxpayerId ?? '',
              bankName: title.bankName ?? '',
              bankAccount: title.bankAccount ?? '',
              registeredAddress: title.registeredAddress ?? '',
              registeredPhone: title.registeredPhone ?? '',
            },
          ]),
        )}
      />
    </Section>
  )
}

/** What the paper does not say: the deficits that are netted in it, and the application that it replaces. */
async function Beside({ netted, replaced }: ConfirmStepProps) {
  if (netted.length === 0 && !replaced) return null
  const [text, words] = await Promise.all([getTranslations('invoices'), invoiceWords()])
  return (
    <div className="mt-4">
      <FactsList
        facts={[
          ...netted.map((row) => ({
            label: `${text('deficit')} · ${words.productText(row)} · ${row.orderNumber}`,
            value: <MoneyText amount={negate(row.amountFen)} />,
          })),
          ...(replaced ? [{ label: text('replaces'), value: replaced.number }] : []),
        ]}
      />
    </div>
  )
}
