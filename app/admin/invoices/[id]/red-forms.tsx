import { ActionForm } from '@/components/form/action-form'
import { Select } from '@/components/form/select'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { Section } from '@/components/ui/section'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import type { CorrectionView, FormView } from '@/lib/billing/invoice/correction.queries'
import { standingOf, toldStates } from '@/lib/billing/invoice/correction.rules'
import { isElectronic } from '@/lib/billing/invoice/kind.rules'
import { dayOf } from '@/lib/kernel/calendar'
import { negate } from '@/lib/kernel/money'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { recordRedFormAction, recordRedInvoiceAction } from '../actions'

type Props = { application: ApplicationView; correction: CorrectionView }

/** The forms that the office enters at the tax bureau itself: first their state is written down, then the red invoice. */
export async function RedForms({ application, correction }: Props) {
  const text = await getTranslations('admin.correction')
  const open = correction.forms.filter(({ live, redNumber }) => live && !redNumber)
  return open.map((form) => (
    <Section
      key={form.id}
      title={text('form', { number: form.blueNumber ?? '' })}
      note={text('formNote', {
        amount: formatMoney(form.amountFen),
        tax: formatMoney(negate(form.redTaxFen)),
      })}
    >
      {standingOf(form.state) === 'confirmed' ? (
        <RecordRed application={application} form={form} />
      ) : (
        <RecordForm application={application} form={form} />
      )}
    </Section>
  ))
}

/**
 * A red invoice may come although its correction was given up: the other side has confirmed the form meanwhile. The last
 * form of each red invoice stands for all before it.
 */
export async function LateReds({
  application,
  corrections,
}: {
  application: ApplicationView
  corrections: readonly CorrectionView[]
}) {
  const text = await getTranslations('admin.correction')
  const last = new Map(
    corrections.flatMap(({ forms }) => forms).map((form) => [form.redInvoiceId, form] as const),
  )
  const over = [...last.values()].filter(({ live, redStatus }) => !live && redStatus === 'pending')
  if (application.channel === 'nuonuo') return null
  return over.map((form) => (
    <Section key={form.id} title={text('late')} small>
      <details>
        <summary className="link text-13">
          {text('lateOf', { number: form.blueNumber ?? '', amount: formatMoney(form.amountFen) })}
        </summary>
        <p className="my-3 max-w-[560px] text-13 text-text-2">{text('lateText')}</p>
        <div className="max-w-[560px]">
          <RecordRed application={application} form={form} />
        </div>
      </details>
    </Section>
  ))
}

type FormProps = { application: ApplicationView; form: FormView }

async function RecordForm({ application, form }: FormProps) {
  const [text, words, site] = await Promise.all([
    getTranslations('admin.correction'),
    getTranslations('invoices.correction'),
    getTranslations('site'),
  ])
  return (
    <ActionForm action={recordRedFormAction} summaryTitle={site('summary')}>
      <input type="hidden" name="applicationId" value={application.id} />
      <input type="hidden" name="formId" value={form.id} />
      <Select
        name="state"
        label={text('state')}
        placeholder={text('chooseState')}
        defaultValue={form.state === 'applying' ? '' : form.state}
        options={toldStates.map((value) => ({ value, label: `${value} ${words(`state.${value}`)}` }))}
      />
      <TextInput
        name="formNumber"
        label={text('formNumber')}
        help={text('formNumberHelp')}
        defaultValue={form.formNumber ?? ''}
        inputMode="numeric"
        autoComplete="off"
      />
      <TextInput
        name="expiresAt"
        label={text('expiresAt')}
        optional={site('optional')}
        help={text('expiresHelp')}
        type="datetime-local"
      />
      <SubmitButton variant="primary" size={40}>
        {text('saveForm')}
      </SubmitButton>
    </ActionForm>
  )
}

async function RecordRed({ application, form }: FormProps) {
  const [text, office, site] = await Promise.all([
    getTranslations('admin.correction'),
    getTranslations('admin.invoice'),
    getTranslations('site'),
  ])
  const digital = isElectronic(application.kind)
  return (
    <ActionForm action={recordRedInvoiceAction} summaryTitle={site('summary')}>
      <input type="hidden" name="applicationId" value={application.id} />
      <input type="hidden" name="formId" value={form.id} />
      {digital ? null : (
        <TextInput name="code" label={office('code')} inputMode="numeric" autoComplete="off" />
      )}
      <TextInput
        name="number"
        label={text('redNumber')}
        help={office(digital ? 'numberDigital' : 'numberPaper')}
        inputMode="numeric"
        autoComplete="off"
      />
      <TextInput
        name="issuedOn"
        label={office('issuedOn')}
        type="date"
        defaultValue={dayOf(application.now)}
      />
      {digital
        ? (['pdf', 'ofd', 'xml'] as const).map((format) => (
            <TextInput
              key={format}
              name={format}
              label={format.toUpperCase()}
              optional={site('optional')}
              type="file"
              accept={`.${format}`}
            />
          ))
        : null}
      <SubmitButton variant="primary" size={40}>
        {text('recordRed')}
      </SubmitButton>
    </ActionForm>
  )
}
