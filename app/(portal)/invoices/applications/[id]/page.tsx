import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { headerLabels } from '@/app/(portal)/page-words'
import { StatusBadge } from '@/components/billing/status-badge'
import { ButtonLink } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { getApplication } from '@/lib/billing/invoice/application.queries'
import { applicationLife } from '@/lib/billing/invoice/application.rules'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { formatMoney } from '@/lib/web/format'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { ApplicationFacts, ApplicationHistory, IssuedInvoices } from '../../application-parts'
import { invoiceWords } from '../../invoice-words'
import { SendToMyself } from '../send-again'
import { Withdraw, WithdrawConfirmation, WITHDRAW_PARAM } from '../withdraw'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const application = await applicationAt((await params).id)
  return { title: (await getTranslations('invoices'))('application', { number: application.number }) }
}

export default async function ApplicationPage({ params, searchParams }: Props) {
  const actor = await requireMember()
  const application = await applicationAt((await params).id)
  const { id, number, status } = application
  const [text, words, labels] = await Promise.all([
    getTranslations('invoices'),
    invoiceWords(),
    headerLabels(),
  ])
  const query = await searchParams
  const mayWrite = memberMay(actor.role, 'invoices.write')
  const withdrawable = mayWrite && applicationLife.can('withdraw', status)
  const asked = withdrawable && textParam(query, WITHDRAW_PARAM) !== undefined
  const sendable = mayWrite && application.invoices.some(({ files }) => files.length > 0)
  return (
    <>
      <PageHeader
        title={text('application', { number })}
        crumbs={[{ href: '/invoices', label: text('title') }, { label: number }]}
        badge={
          <StatusBadge of="application" status={status}>
            {words.statusText(status)}
          </StatusBadge>
        }
        facts={text('applicationFacts', {
          kind: words.kindText(application.kind),
          amount: formatMoney(application.amountFen),
          moment: words.moment(application.submittedAt),
        })}
        labels={labels}
        actions={
          <>
            <ButtonLink href="/contact">{text('contact')}</ButtonLink>
            {withdrawable && !asked ? <Withdraw id={id} number={number} /> : null}
          </>
        }
      />
      {asked ? <WithdrawConfirmation id={id} number={number} /> : null}
      {textParam(query, 'done') === 'sent' ? (
        <div className="mb-6 max-w-[640px]">
          <Note tone="good" title={text('sentAgain', { email: actor.email })} role="status" />
        </div>
      ) : null}
      {status === 'rejected' ? (
        <div className="mb-6 max-w-[640px]">
          <Note tone="bad" title={text('rejectedTitle')}>
            {application.rejectReason}
          </Note>
        </div>
      ) : null}
      {status === 'issue-failed' ? (
        <div className="mb-6 max-w-[640px]">
          <Note tone="run" title={text('failedTitle')}>
            {text('failedText')}
          </Note>
        </div>
      ) : null}
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_380px] lg:items-start">
        <div className="min-w-0">
          <IssuedInvoices application={application} />
          <ApplicationFacts application={application} />
        </div>
        <div>
          <ApplicationHistory application={application} />
          {sendable ? <SendToMyself id={id} email={actor.email} /> : null}
        </div>
      </div>
    </>
  )
}

/** The application at an address, once per request; the page for what does not exist otherwise. */
const applicationAt = cache(async (id: string) => {
  const actor = await requireMember()
  if (!isId(id)) notFound()
  try {
    return await getApplication(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
