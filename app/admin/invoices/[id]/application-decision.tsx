import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import { applicationLife } from '@/lib/billing/invoice/application.rules'
import { issuesByItself } from '@/lib/billing/invoice/channel.rules'
import { isElectronic } from '@/lib/billing/invoice/kind.rules'
import { dayOf } from '@/lib/kernel/calendar'
import { formatMoney } from '@/lib/web/format'
import {
  approveApplicationAction,
  issueAgainAction,
  recordInvoiceAction,
  rejectApplicationAction,
  retryApplicationAction,
  shipApplicationAction,
} from '../actions'

type DecisionProps = { application: ApplicationView; decides: boolean }

/** What the office does next with an application: approve or reject it, write down its invoices, ship paper. */
export async function ApplicationDecision({ application, decides }: DecisionProps) {
  const text = await getTranslations('admin.invoice')
  const { status, kind, channel } = application
  const ships = applicationLife.can('ship', status) && !isElectronic(kind)
  const byHand = applicationLife.can('issue', status) && !(status === 'issuing' && issuesByItself(channel))
  const numbered = application.invoices.some(({ number }) => number !== null)
  const rejects = applicationLife.can('reject', status) && !numbered
  const retries = applicationLife.can('retry', status) && issuesByItself(channel)
  const again = applicationLife.can('retry', status) && !issuesByItself(channel)
  const acts = rejects || byHand || retries || again || ships
  if (!acts) return null
  if (!decides) return <Note tone="idle" title={text('readOnly')} />
  return (
    <div className="mt-7 max-w-[560px]">
      {applicationLife.can('approve', status) ? <Approve id={application.id} /> : null}
      {retries ? <Retry id={application.id} /> : null}
      {again ? <IssueAgain id={application.id} /> : null}
      {rejects ? <Reject id={application.id} /> : null}
      {byHand ? <RecordInvoices application={application} /> : null}
      {ships ? <Ship id={application.id} /> : null}
    </div>
  )
}

async function Approve({ id }: { id: string }) {
  const [text, site] = await Promise.all([getTranslations('admin.invoice'), getTranslations('site')])
  return (
    <Section title={text('decide')} note={text('decideNote')}>
      <ActionForm action={approveApplicationAction} summaryTitle={site('summary')}>
        <input type="hidden" name="applicationId" value={id} />
        <SubmitButton variant="primary" size={40}>
          {text('approve')}
        </SubmitButton>
      </ActionForm>
    </Section>
  )
}

async function Retry({ id }: { id: string }) {
  const [text, site] = await Promise.all([getTranslations('admin.invoice'), getTranslations('site')])
  return (
    <Section title={text('retry')} note={text('retryNote')}>
      <ActionForm action={retryApplicationAction} summaryTitle={site('summary')} className="mb-7">
        <input type="hidden" name="applicationId" value={id} />
        <SubmitButton variant="primary" size={40}>
          {text('issue')}
        </SubmitButton>
      </ActionForm>
    </Section>
  )
}

async function IssueAgain({ id }: { id: string }) {
  const [text, site] = await Promise.all([getTranslations('admin.invoice'), getTranslations('site')])
  return (
    <Section title={text('issueAgain')} note={text('issueAgainNote')}>
      <ActionForm action={issueAgainAction} summaryTitle={site('summary')} className="mb-7">
        <input type="hidden" name="applicationId" value={id} />
        <SubmitButton variant="primary" size={40}>
          {text('issueAgain')}
        </SubmitButton>
      </ActionForm>
    </Section>
  )
}

async function Reject({ id }: { id: string }) {
  const [text, site] = await Promise.all([getTranslations('admin.invoice'), getTranslations('site')])
  return (
    <ActionForm action={rejectApplicationAction} summaryTitle={site('summary')} className="mb-7">
      <input type="hidden" name="applicationId" value={id} />
      <TextInput name="reason" label={text('reason')} help={text('reasonHelp')} autoComplete="off" />
      <SubmitButton variant="danger" size={40}>
        {text('reject')}
      </SubmitButton>
    </ActionForm>
  )
}

async function RecordInvoices({ application }: { application: ApplicationView }) {
  const [text, site] = await Promise.all([getTranslations('admin.invoice'), getTranslations('site')])
  const pending = application.invoices.filter(({ status }) => status === 'pending')
  const digital = isElectronic(application.kind)
  const total = application.invoices.length
  const fallback = issuesByItself(application.channel)
  return pending.map((invoice) => (
    <Section
      key={invoice.id}
      title={text('record', { sequence: invoice.sequence, total })}
      note={text(fallback ? 'recordFallback' : 'recordNote', {
        amount: formatMoney(invoice.amountFen),
        tax: formatMoney(invoice.taxFen),
      })}
    >
      <ActionForm action={recordInvoiceAction} summaryTitle={site('summary')}>
        <input type="hidden" name="applicationId" value={application.id} />
        <input type="hidden" name="invoiceId" value={invoice.id} />
        {digital ? null : (
          <TextInput name="code" label={text('code')} inputMode="numeric" autoComplete="off" />
        )}
        <TextInput
          name="number"
          label={text('number')}
          help={text(digital ? 'numberDigital' : 'numberPaper')}
          inputMode="numeric"
          autoComplete="off"
        />
        <TextInput
          name="issuedOn"
          label={text('issuedOn')}
          type="date"
          defaultValue={dayOf(application.now)}
        />
        {digital ? (
          <>
            <TextInput name="pdf" label="PDF" type="file" accept="application/pdf,.pdf" />
            <TextInput name="ofd" label="OFD" optional={site('optional')} type="file" accept=".ofd" />
            <TextInput
              name="xml"
              label="XML"
              optional={site('optional')}
              help={text('xmlHelp')}
              type="file"
              accept=".xml,application/xml,text/xml"
            />
          </>
        ) : null}
        <SubmitButton variant={fallback ? 'secondary' : 'primary'} size={40}>
          {text(fallback ? 'recordByHand' : 'issue')}
        </SubmitButton>
      </ActionForm>
    </Section>
  ))
}

async function Ship({ id }: { id: string }) {
  const [text, site] = await Promise.all([getTranslations('admin.invoice'), getTranslations('site')])
  return (
    <Section title={text('ship')}>
      <ActionForm action={shipApplicationAction} summaryTitle={site('summary')}>
        <input type="hidden" name="applicationId" value={id} />
        <TextInput name="courier" label={text('courier')} autoComplete="off" />
        <TextInput name="trackingNumber" label={text('trackingNumber')} autoComplete="off" />
        <SubmitButton variant="primary" size={40}>
          {text('ship')}
        </SubmitButton>
      </ActionForm>
    </Section>
  )
}
