import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ApplicationTimeline } from '@/app/(portal)/invoices/application-timeline'
import { ClaimedTable } from '@/app/(portal)/invoices/claimed-table'
import { Corrections } from '@/app/(portal)/invoices/correction-parts'
import { DeliveryCard } from '@/app/(portal)/invoices/delivery-card'
import { invoiceWords } from '@/app/(portal)/invoices/invoice-words'
import { IssuedInvoices } from '@/app/(portal)/invoices/issued-invoices'
import { LinkedApplications } from '@/app/(portal)/invoices/linked-applications'
import { NamedAndSent } from '@/app/(portal)/invoices/named-and-sent'
import { headerLabels } from '@/app/(portal)/page-words'
import { StatusBadge } from '@/components/billing/status-badge'
import { QueueSteps } from '@/components/table/queue-aside'
import { Note } from '@/components/ui/note'
import { PageHeader } from '@/components/ui/page-header'
import type { StaffActor } from '@/lib/auth/actor'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { listApplicationQueue } from '@/lib/billing/invoice/application-queue.queries'
import { getApplication, type ApplicationView } from '@/lib/billing/invoice/application.queries'
import { listClaimed } from '@/lib/billing/invoice/claimed.queries'
import { findLinked, listCorrections, type CorrectionView } from '@/lib/billing/invoice/correction.queries'
import { isOpen } from '@/lib/billing/invoice/correction.rules'
import { listStrayReds } from '@/lib/billing/invoice/stray-red.queries'
import { getTitleEvidence, type TitleEvidence } from '@/lib/billing/invoice/title-evidence.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { formatMoney } from '@/lib/web/format'
import { textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { DoneNote } from '../../done-note'
import { APPLICATIONS } from '../application-columns'
import { sentProblem } from '../sent-problem'
import { ApplicationDecision, ByHand } from './application-decision'
import { AtChannel } from './at-channel'
import { CorrectionDecision, CorrectionWork } from './correction-decision'
import { Deliveries } from './deliveries'
import { LateReds } from './red-forms'
import { StrayReds } from './stray-reds'
import { TitleComparison } from './title-comparison'
import { TitleDoubts } from './title-doubts'

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
  const evidence = await getTitleEvidence(actor, application.accountId)
  const decision = {
    application,
    decides: staffMay(actor, 'admin.invoices.decide'),
    ownAccount: evidence.ownAccount,
    told: evidence.told,
    rejecting: textParam(query, 'reject') !== undefined,
  }
  const correction = corrections.find(isOpen)
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
        crumbs={[{ href: APPLICATIONS, label: admin('invoices') }, { label: number }]}
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
      <Steps actor={actor} current={application.id} />
      {done ? <DoneNote>{office(`done.${done}`)}</DoneNote> : null}
      {application.rejectReason ? (
        <div className="mb-6 max-w-[640px]">
          <Note tone="bad" title={text('rejectedTitle')}>
            {application.rejectReason}
          </Note>
        </div>
      ) : null}
      <LinkedApplications linked={linked} path={APPLICATIONS} />
      <StrayReds
        strays={strays}
        decides={decision.decides && !decision.ownAccount}
        byHand={application.channel !== 'nuonuo'}
      />
      <Evidence
        actor={actor}
        application={application}
        corrections={corrections}
        evidence={evidence}
        problem={await sentProblem(query)}
      />
      {correction ? (
        <CorrectionDecision {...decision} correction={correction} />
      ) : (
        <ApplicationDecision {...decision} />
      )}
    </>
  )
}

/** Where it is in the queue, and the way to the next: whoever decides goes on without going back. */
async function Steps({ actor, current }: { actor: StaffActor; current: string }) {
  const [{ rows }, text] = await Promise.all([
    listApplicationQueue(actor),
    getTranslations('admin.invoice.steps'),
  ])
  return (
    <QueueSteps
      alone
      rows={rows.map(({ id }) => ({ href: `${APPLICATIONS}/${id}`, current: id === current }))}
      place={(position, count) => text('place', { position, count })}
      labels={{ queue: text('queue'), previous: text('previous'), next: text('next') }}
    />
  )
}

type EvidenceProps = {
  actor: StaffActor
  application: ApplicationView
  corrections: readonly CorrectionView[]
  evidence: TitleEvidence
  problem: string | undefined
}

/** Everything a decision rests on, and what the office itself has to write down. */
async function Evidence({ actor, application, corrections, evidence, problem }: EvidenceProps) {
  const decides = staffMay(actor, 'admin.invoices.decide')
  const acts = decides && !evidence.ownAccount
  const correction = corrections.find(isOpen)
  return (
    <div className="grid gap-x-10 gap-y-7 min-[1180px]:grid-cols-[minmax(0,1fr)_312px] min-[1180px]:items-start">
      <div className="min-w-0">
        <AtChannel application={application} />
        <Corrections corrections={corrections.filter(isOpen)} office />
        {acts && correction ? <CorrectionWork application={application} correction={correction} /> : null}
        <IssuedInvoices application={application} />
        <TitleComparison
          application={application}
          evidence={evidence}
          opensAuthentications={staffMay(actor, 'admin.authentications.read')}
        />
        <TitleDoubts application={application} />
        <ClaimedTable
          application={application}
          claimed={await listClaimed(actor, application)}
          orderPath={staffMay(actor, 'admin.orders.read') ? '/admin/orders' : null}
        />
        <NamedAndSent application={application} />
        {acts ? <ByHand application={application} /> : null}
        <Deliveries actor={actor} application={application} decides={acts} problem={problem} />
        <Corrections corrections={corrections.filter((one) => !isOpen(one))} office />
        {acts ? (
          <LateReds application={application} corrections={corrections.filter((one) => !isOpen(one))} />
        ) : null}
      </div>
      <div className="grid gap-5">
        <ApplicationTimeline application={application} named />
        <DeliveryCard application={application} />
      </div>
    </div>
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
