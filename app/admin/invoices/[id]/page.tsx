import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import {
  ApplicationFacts,
  ApplicationHistory,
  IssuedInvoices,
  LinkedApplications,
} from '@/app/(portal)/invoices/application-parts'
import { Corrections } from '@/app/(portal)/invoices/correction-parts'
import { invoiceWords } from '@/app/(portal)/invoices/invoice-words'
import { headerLabels } from '@/app/(portal)/page-words'
import { StatusBadge } from '@/components/billing/status-badge'
import { Note } from '@/components/ui/note'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { getApplication } from '@/lib/billing/invoice/application.queries'
import { findLinked, listCorrections } from '@/lib/billing/invoice/correction.queries'
import { listStrayReds } from '@/lib/billing/invoice/stray-red.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { formatMoney } from '@/lib/web/format'
import { wordParam, type SearchParams } from '@/lib/web/search-params'
import { DoneNote } from '../../done-note'
import { sentProblem } from '../sent-problem'
import { ApplicationDecision } from './application-decision'
import { AtChannel } from './at-channel'
import { CorrectionDecision } from './correction-decision'
import { Deliveries } from './deliveries'
import { StrayReds } from './stray-reds'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const application = await applicationAt((await params).id)
  return { title: `${application.number} · ${(await getTranslations('admin'))('invoices')}` }
}

/** All that a decision on an application needs, and what is to be done with it next. */
export default async function ReviewApplicationPage({ params, searchParams }: Props) {
  const actor = await requireStaff('admin.invoices.read')
  const application = await applicationAt((await params).id)
  const { number, status } = application
  const query = await searchParams
  const done = wordParam(query, 'done', ['sent', 'revoked', 'files', 'again', 'shipped', 'stray'] as const)
  const corrections = await listCorrections(actor, application.id)
  const strays = await listStrayReds(actor, application.id)
  const linked = await findLinked(actor, application.id, application.replacesId)
  const decides = staffMay(actor, 'admin.invoices.decide')
  const [admin, office, text, words, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.invoice'),
    getTranslations('invoices'),
    invoiceWords(),
    headerLabels(),
  ])
  return (
    <>
      <PageHeader
        title={number}
        crumbs={[{ href: '/admin/invoices', label: admin('invoices') }, { label: number }]}
        badge={
          <StatusBadge of="application" status={status}>
            {words.statusText(status)}
          </StatusBadge>
        }
        facts={[application.accountName, words.kindText(application.kind), formatMoney(application.amountFen)]
          .filter(Boolean)
          .join(' · ')}
        labels={labels}
      />
      {done ? <DoneNote>{office(`done.${done}`)}</DoneNote> : null}
      {application.rejectReason ? (
        <div className="mb-6 max-w-[640px]">
          <Note tone="bad" title={text('rejectedTitle')}>
            {application.rejectReason}
          </Note>
        </div>
      ) : null}
      <LinkedApplications linked={linked} path="/admin/invoices" />
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_380px] lg:items-start">
        <div className="min-w-0">
          <StrayReds strays={strays} decides={decides} />
          <AtChannel application={application} />
          <Corrections corrections={corrections} office />
          <CorrectionDecision application={application} corrections={corrections} decides={decides} />
          <IssuedInvoices application={application} />
          <Deliveries
            actor={actor}
            application={application}
            decides={decides}
            problem={await sentProblem(query)}
          />
          <ApplicationFacts application={application} />
        </div>
        <ApplicationHistory application={application} named />
      </div>
      <ApplicationDecision application={application} decides={decides} />
    </>
  )
}

/** The application at an address, once per request; the page for what does not exist otherwise. */
const applicationAt = cache(async (id: string) => {
  const actor = await requireStaff('admin.invoices.read')
  if (!isId(id)) notFound()
  try {
    return await getApplication(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
