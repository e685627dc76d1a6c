import { ActionForm } from '@/components/form/action-form'
import { DecisionForms } from '@/components/form/decision-forms'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { DecisionBar } from '@/components/shell/sticky-bar'
import { Section } from '@/components/ui/section'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import { applicationLife } from '@/lib/billing/invoice/application.rules'
import { issuesByItself } from '@/lib/billing/invoice/channel.rules'
import { isElectronic } from '@/lib/billing/invoice/kind.rules'
import { dayOf } from '@/lib/kernel/calendar'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import {
  approveApplicationAction,
  issueAgainAction,
  recordInvoiceAction,
  rejectApplicationAction,
  retryApplicationAction,
  shipApplicationAction,
} from '../actions'
import { decisionTexts } from '../../decision-texts'
import { APPLICATIONS } from '../application-columns'

export type DecisionProps = {
  application: ApplicationView
  /** Whether the person may decide on applications at all. */
  decides: boolean
  ownAccount: boolean
  /** False for a seller's reviewer, who has the title alone to look at. */
  told: boolean
  /** The reason is asked for from the start, where no script runs. */
  rejecting: boolean
}

/** Approve or reject; once issuing failed, have it issued again or give it up. Who may not is told why. */
export async function ApplicationDecision(props: DecisionProps) {
  const { application, decides, ownAccount, told, rejecting } = props
  const text = await getTranslations('admin.invoice')
  const { id, status } = application
  const next = nextOf(application, told)
  if (!next && !byHandOf(application)) return null
  if (!decides || ownAccount)
    return <DecisionBar sentence={text(decides ? 'ownAccount' : 'readOnly')}>{null}</DecisionBar>
  if (!next) return null
  const numbered = application.invoices.some(({ number }) => number !== null)
  return (
    <DecisionForms
      key={status}
      approve={next.action}
      reject={rejectApplicationAction}
      path={`${APPLICATIONS}/${id}`}
      startsRejecting={rejecting}
      sentence={text(next.sentence)}
      mayReject={applicationLife.can('reject', status) && !numbered}
      texts={{ ...(await decisionTexts('admin.invoice')), approve: text(next.label) }}
      fields={{ applicationId: id }}
    />
  )
}

/** What stands at the right of the bar; a channel that issues by itself is asked again, everything else is tried anew. */
function nextOf({ status, channel }: ApplicationView, told: boolean) {
  const sentence = told ? 'decideNote' : 'decideTitle'
  if (applicationLife.can('approve', status))
    return { action: approveApplicationAction, label: 'approve', sentence } as const
  if (!applicationLife.can('retry', status)) return null
  return issuesByItself(channel)
    ? ({ action: retryApplicationAction, label: 'issue', sentence: 'retryNote' } as const)
    : ({ action: issueAgainAction, label: 'issueAgain', sentence: 'issueAgainNote' } as const)
}

function byHandOf({ status, kind, channel }: ApplicationView): 'record' | 'ship' | null {
  if (applicationLife.can('ship', status) && !isElectronic(kind)) return 'ship'
  const channelIssues = status === 'issuing' && issuesByItself(channel)
  return applicationLife.can('issue', status) && !channelIssues ? 'record' : null
}

/** What the office writes down itself: the invoices that it issued, the parcel that it sent. */
export async function ByHand({ application }: { application: ApplicationView }) {
  const work = byHandOf(application)
  if (work === null) return null
  return (
    <div className="mt-7 max-w-[560px]">
      {work === 'ship' ? <Ship id={application.id} /> : <RecordInvoices application={application} />}
    </div>
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
      note={text(noteOf(invoice, digital, fallback), {
        number: invoice.number ?? '',
        amount: formatMoney(invoice.amountFen),
        tax: formatMoney(invoice.taxFen),
      })}
    >
      <ActionForm action={recordInvoiceAction} summaryTitle={site('summary')}>
        <input type="hidden" name="applicationId" value={application.id} />
        <input type="hidden" name="invoiceId" value={invoice.id} />
        {digital ? null : (
          <TextInput
            name="code"
            label={text('code')}
            defaultValue={invoice.code ?? ''}
            inputMode="numeric"
            autoComplete="off"
          />
        )}
        <TextInput
          name="number"
          label={text('number')}
          help={text(digital ? 'numberDigital' : 'numberPaper')}
          defaultValue={invoice.number ?? ''}
          inputMode="numeric"
          autoComplete="off"
        />
        <TextInput
          name="issuedOn"
          label={text('issuedOn')}
          type="date"
          defaultValue={invoice.issuedOn ?? dayOf(application.now)}
        />
        {digital ? (
          <>
            <TextInput name="pdf" label="PDF" type="file" accept="application/pdf,.pdf" />
            <TextInput name="ofd" label="OFD" optional={site('optional')} type="file" accept=".ofd" />
            <TextInput
              name="xml"
              label="XML"
              optional={site('optional')}
              help={text(invoice.number ? 'xmlStanding' : 'xmlHelp')}
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

/** What a channel has issued otherwise than ordered stands at the tax bureau: another number beside it is refused. */
function noteOf({ number }: ApplicationView['invoices'][number], digital: boolean, fallback: boolean) {
  if (number !== null) return digital ? 'recordStanding' : 'recordStandingPaper'
  return fallback ? 'recordFallback' : 'recordNote'
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
